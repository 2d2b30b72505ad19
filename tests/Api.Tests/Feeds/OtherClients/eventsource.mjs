// Listens until a position has been told, and says what it was told; comes back by itself when the stream is cut.
import { EventSource } from 'eventsource';

const [, , address, until] = process.argv;
const told = [];
let opened = 0;
// Waiting to come back does not keep a program alive.
const alive = setInterval(() => {}, 1000);
const source = new EventSource(address);
source.onopen = () => { opened++; };
source.onmessage = event => {
  told.push({ position: Number(event.lastEventId), ...JSON.parse(event.data) });
  if (Number(event.lastEventId) >= Number(until)) {
    source.close();
    clearInterval(alive);
    process.stdout.write(JSON.stringify({ opened, told }));
  }
};
