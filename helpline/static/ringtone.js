// The sound of ringing, made here: no file is loaded for it. Made by a click, as browsers ask.

const SECONDS = 3;
const TONES = [440, 550];

export class Ringtone {
  constructor() {
    this.context = new AudioContext();
    const rate = this.context.sampleRate;
    this.buffer = this.context.createBuffer(1, SECONDS * rate, rate);
    const samples = this.buffer.getChannelData(0);
    for (let i = 0; i < rate; i += 1) {
      const at = i / rate;
      const tone = TONES.reduce((sum, hertz) => sum + Math.sin(2 * Math.PI * hertz * at), 0);
      samples[i] = 0.1 * tone * Math.sin(Math.PI * at); // swells and fades: nobody is startled
    }
  }

  ring(wanted) {
    if (wanted === Boolean(this.source)) return;
    if (!wanted) {
      this.source.stop();
      this.source = null;
      return;
    }
    this.source = this.context.createBufferSource();
    this.source.buffer = this.buffer;
    this.source.loop = true;
    this.source.connect(this.context.destination);
    this.source.start();
  }
}
