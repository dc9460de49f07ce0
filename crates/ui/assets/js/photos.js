// Photos beside a form: shown before they are sent, made smaller on the device, removable.
// The file field works alone; what stands in it when the form is sent is what is shown here.
//
// <fieldset data-photos data-side="1600" data-remove="…" data-more="…"> with one file field.

const QUALITY = 0.85;

class Photos {
  constructor(box) {
    this.box = box;
    this.input = box.querySelector('input[type="file"]');
    this.add = this.input.closest(".addshot");
    this.side = Number(box.dataset.side);
    this.shots = []; // { file, tile }
    this.input.addEventListener("change", () => this.take([...this.input.files]));
  }

  // The originals go into the field at once, so that a form sent early loses none of them.
  take(files) {
    const shots = files.map((file) => ({ file, tile: this.tile(file) }));
    this.shots.push(...shots);
    this.fill();
    for (const shot of shots) {
      smaller(shot.file, this.side).then((file) => {
        shot.file = file;
        this.fill();
      });
    }
  }

  fill() {
    const files = new DataTransfer();
    for (const { file } of this.shots) files.items.add(file);
    this.input.files = files.files;
    if (this.shots.length) this.add.querySelector("span").textContent = this.box.dataset.more;
  }

  tile(file) {
    const tile = document.createElement("div");
    tile.className = "photo";
    const picture = document.createElement("img");
    picture.alt = file.name;
    picture.src = URL.createObjectURL(file);
    picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "rm";
    remove.setAttribute("aria-label", `${this.box.dataset.remove} ${file.name}`);
    const cross = document.createElement("span");
    cross.textContent = "×";
    remove.append(cross);
    remove.addEventListener("click", () => {
      this.shots = this.shots.filter((shot) => shot.tile !== tile);
      tile.remove();
      this.fill();
      this.input.focus();
    });
    tile.append(picture, remove);
    this.add.before(tile);
    return tile;
  }
}

// A copy no longer than `side` pixels on its longer edge, without the place and time a camera
// writes into its files. What the browser cannot read is sent as it is; the server judges it.
async function smaller(file, side) {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    return blob ? new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: blob.type }) : file;
  } catch {
    return file;
  }
}

for (const box of document.querySelectorAll("[data-photos]")) new Photos(box);
