// What OpenActive's own validator says of a feed: what it finds wrong. Its suggestions are about the model of sports data, which ours is not.
import rpde from '@openactive/rpde-validator';

const { pages } = await rpde.RpdeValidator(process.argv[2], { pageLimit: 20, timeoutMs: 30000, logCallback: () => {} });
// The page at which its walk ends it takes for one before the last, and wants it kept for an hour; of the same page far ahead it wants seconds, as RPDE does.
const end = pages.findIndex(page => page.url.endsWith(`=${Number.MAX_SAFE_INTEGER}`)) - 1;
const errors = pages.flatMap((page, i) => page.errors
  .filter(error => error.severity !== 'suggestion' && !(i === end && error.type === 'missing_cache_control'))
  .map(({ severity, type, message }) => ({ severity, type, message, url: page.url })));
process.stdout.write(JSON.stringify({ pages: pages.length, errors }));
