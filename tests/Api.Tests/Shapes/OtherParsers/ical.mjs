// Reads iCalendar from standard input with ical.js, by the VTIMEZONEs in it alone, and prints what it understood.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, 'utf8')));
for (const zone of calendar.getAllSubcomponents('vtimezone')) {
  ICAL.TimezoneService.register(zone);
}
const at = (time) => (time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString());
const events = calendar.getAllSubcomponents('vevent').map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid, summary: event.summary, location: event.location, status: component.getFirstPropertyValue('status'),
    sequence: event.sequence, start: at(event.startDate), end: at(event.endDate), zone: event.startDate.zone?.tzid,
  };
});
console.log(JSON.stringify(events));
