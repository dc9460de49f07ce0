// Speaking as an equal way in: up to a minute beside a text box, heard again and removable
// before it is sent. The button appears only where the browser can record.
//
// <div class="voice" data-voice="field name" data-seconds="60" data-start data-stop data-left
//      data-denied data-remove data-label> around a textarea and a hidden button.mic.

class Voice {
  constructor(box) {
    this.box = box;
    this.words = box.dataset;
    this.button = box.querySelector(".mic");
    this.recorder = null;
    this.state = document.createElement("p");
    this.state.className = "hint";
    this.state.setAttribute("role", "status");
    box.after(this.state);
    this.button.hidden = false;
    this.button.addEventListener("click", () => (this.recorder ? this.recorder.stop() : this.start()));
  }

  async start() {
    let sound;
    try {
      sound = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      this.state.textContent = this.words.denied;
      return;
    }
    const parts = [];
    this.recorder = new MediaRecorder(sound);
    this.recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    this.recorder.addEventListener("stop", () => {
      for (const track of sound.getTracks()) track.stop();
      this.keep(new Blob(parts, { type: this.recorder.mimeType }));
    });
    this.recorder.start();
    this.show(true);
    this.count(Number(this.words.seconds));
  }

  count(seconds) {
    if (this.recorder?.state !== "recording") return;
    if (seconds <= 0) {
      this.recorder.stop();
      return;
    }
    this.state.textContent = this.words.left.replace("%seconds%", seconds);
    setTimeout(() => this.count(seconds - 1), 1000);
  }

  show(recording) {
    this.button.setAttribute("aria-pressed", recording);
    this.button.setAttribute("aria-label", recording ? this.words.stop : this.words.start);
  }

  // Puts the recording into a file field of the form, with a player and a way to drop it.
  keep(blob) {
    this.recorder = null;
    this.show(false);
    this.state.textContent = "";
    this.box.parentElement.querySelector(".rec-state")?.remove();
    const ending = blob.type.includes("mp4") ? "m4a" : blob.type.includes("ogg") ? "ogg" : "webm";
    const files = new DataTransfer();
    files.items.add(new File([blob], `voice.${ending}`, { type: blob.type }));
    const field = document.createElement("input");
    field.type = "file";
    field.name = this.words.voice;
    field.hidden = true;
    field.files = files.files;
    const player = document.createElement("audio");
    player.controls = true;
    player.setAttribute("aria-label", this.words.label);
    player.src = URL.createObjectURL(blob);
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "btn quiet";
    remove.textContent = this.words.remove;
    const row = document.createElement("div");
    row.className = "rec-state";
    remove.addEventListener("click", () => {
      URL.revokeObjectURL(player.src);
      row.remove();
      this.button.focus();
    });
    row.append(field, player, remove);
    this.state.before(row);
  }
}

if (window.MediaRecorder && navigator.mediaDevices?.getUserMedia) {
  for (const box of document.querySelectorAll("[data-voice]")) new Voice(box);
}
