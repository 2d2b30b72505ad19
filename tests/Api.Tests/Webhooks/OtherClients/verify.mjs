// Reads deliveries from standard input, [{ secret, headers, body, now }], and prints of each what standardwebhooks signs it with, and what it reads in it
// or why it refuses it.
import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';

const deliveries = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(deliveries.map(({ secret, headers, body, now }) => {
  const webhook = new Webhook(secret);
  const signature = webhook.sign(headers['webhook-id'], new Date(headers['webhook-timestamp'] * 1000), body);
  Date.now = () => now * 1000;
  try {
    return { signature, read: webhook.verify(body, headers) };
  } catch (refusal) {
    return { signature, refusal: refusal.message };
  }
})));
