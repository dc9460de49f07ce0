# A private PostgreSQL for tests and benchmarks: its own folder, its own socket, no durability.
# Source it, call `start_postgres DIR`; it sets PG_URL and stops the server when the shell ends.
# With no PostgreSQL on the machine it says what is missing and returns 1.

start_postgres() {
  local dir=$1 bindir run=()
  bindir=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [ -n "$bindir" ] || bindir=$(dirname "$(command -v initdb 2>/dev/null || echo /nowhere/initdb)")
  if [ ! -x "$bindir/initdb" ]; then
    echo "PostgreSQL is missing: install it (Debian: apt-get install postgresql)" >&2
    return 1
  fi
  mkdir -p "$dir"
  if [ "$(id -u)" = 0 ]; then # the server refuses to run as root
    id postgres >/dev/null 2>&1 || useradd --system --no-create-home postgres
    chown postgres "$dir"; chmod a+x "$(dirname "$dir")"
    run=(setpriv --reuid=postgres --regid="$(id -g postgres)" --clear-groups)
  fi
  local port=${PG_PORT:-$((20000 + RANDOM % 12000))} # below the ports the system hands out itself
  "${run[@]}" "$bindir/initdb" -D "$dir/data" -U liaoyuan --auth=trust --encoding=UTF8 --locale=C.UTF-8 >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; return 1; }
  "${run[@]}" "$bindir/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w -s \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$dir -c max_connections=200 -c fsync=${PG_FSYNC:-off} -c synchronous_commit=${PG_FSYNC:-off} -c full_page_writes=${PG_FSYNC:-off} -c shared_buffers=256MB" \
    start || { cat "$dir/server.log" >&2; return 1; }
  PG_DIR=$dir PG_CTL=("${run[@]}" "$bindir/pg_ctl")
  trap stop_postgres EXIT
  PG_URL="postgres://liaoyuan@127.0.0.1:$port"
}

stop_postgres() {
  "${PG_CTL[@]}" -D "$PG_DIR/data" -m immediate -s stop || true
}
