"""The map as arrays: calendars on one axis, departures, circles, and who waits for what."""
