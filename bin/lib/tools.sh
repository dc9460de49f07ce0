# What bin/test needs on the machine. `have_tools` returns 0 when everything is there; as root on
# Debian it installs what is missing, elsewhere it says it in one line and returns 1.
# Reads the variables $postgresql and $browser: whether those are wanted.

# The Debian packages that are missing, one a line.
missing_packages() {
  command -v git >/dev/null || echo git
  command -v cc >/dev/null || echo build-essential
  if [ -n "$postgresql" ]; then
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || echo postgresql
  fi
  if [ -n "$browser" ]; then
    command -v chromium >/dev/null || echo chromium
    command -v node >/dev/null || echo nodejs
    command -v npm >/dev/null || echo npm
    ls /usr/share/fonts/*/noto/*CJK* >/dev/null 2>&1 || [ -n "$(fc-list :lang=zh-cn 2>/dev/null)" ] || echo fonts-noto-cjk
  fi
}

have_tools() {
  local packages left
  if ! command -v cargo >/dev/null; then
    echo "missing: Rust (https://rustup.rs)" >&2
    return 1
  fi
  if ! cargo fmt --version >/dev/null 2>&1 || ! cargo clippy --version >/dev/null 2>&1; then
    echo "missing: rustfmt and clippy (rustup component add rustfmt clippy)" >&2
    return 1
  fi
  packages=$(missing_packages)
  [ -n "$packages" ] || return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing" $packages
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages; } >&2
    left=$(missing_packages)
    [ -n "$left" ] || return 0
    packages=$left
  fi
  echo "missing:" $packages "(Debian: apt-get install" $packages"; without PostgreSQL: bin/test --without-postgresql)" >&2
  return 1
}
