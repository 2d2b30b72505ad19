#!/bin/sh
# entrypoint.sh ROLE COMMAND...: ROLE is Ingest, Catalog, Api, Portal or Besoksnaring (all in one process).
case "$1" in
  Ingest | Catalog | Api | Portal) program=Besoksnaring.$1.dll ;;
  Besoksnaring) program=Besoksnaring.dll ;;
  *) echo "Which role? Ingest, Catalog, Api, Portal or Besoksnaring, and then a command such as serve." >&2; exit 64 ;;
esac
shift
# The process itself gets the signals that stop it.
exec dotnet "/app/$program" "$@"
