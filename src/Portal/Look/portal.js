// Everything works without this file; with it, less is lost and less is typed.
'use strict';

// Who leaves with something unsaved is asked.
for (const form of document.querySelectorAll('form[data-keep]')) {
  let changed = false;
  form.addEventListener('input', () => { changed = true; });
  form.addEventListener('submit', () => { changed = false; });
  addEventListener('beforeunload', event => { if (changed) event.preventDefault(); });
}

// The summary of faults is read first.
document.querySelector('.faults')?.focus();

// Two presses are one.
for (const form of document.querySelectorAll('form')) {
  form.addEventListener('submit', event => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = 'yes';
    setTimeout(() => delete form.dataset.sent, 5000);
  });
}
