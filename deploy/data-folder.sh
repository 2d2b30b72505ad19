# What the quick start and deploy/besoksnaring know of a data folder: sourced by them, after servers.sh, with $here set.

# choose_data_folder GIVEN: sets data. Root's servers run as other users, who must be able to come there.
choose_data_folder() {
  data=$1
  if [ -z "$data" ]; then
    data=$here/.data
    if [ "$(id -u)" = 0 ] && ! reachable_by_all "$here"; then
      data=/var/lib/besoksnaring/$(printf %s "$here" | sha1sum | cut -c1-8)
      say "Other users cannot come to $here, and PostgreSQL does not run as root: the data is kept in $data."
    fi
  fi
  data=$(realpath -m "$data")
  mkdir -p "$data" 2>/dev/null && [ -w "$data" ] || fail "The data folder $data cannot be written to."
  if [ "$(id -u)" = 0 ]; then
    reachable_by_all "$data" || fail "Other users cannot come to $data, and PostgreSQL does not run as root: choose another --data-dir."
  fi
}

reachable_by_all() {
  local folder=$1
  while [ "$folder" != / ]; do
    [ $((0$(stat -c %a "$folder") & 1)) = 1 ] || return 1
    folder=$(dirname "$folder")
  done
}

program() {
  local name=$1
  case $name in
    Besoksnaring) say "$here/src/Besoksnaring/bin/Release/net10.0/Besoksnaring.dll" ;;
    *) say "$here/src/$name/bin/Release/net10.0/Besoksnaring.$name.dll" ;;
  esac
}

# A build takes most of a second start's time, and is not needed when no file has changed.
build_if_changed() {
  local now stamp=$here/src/Besoksnaring/bin/Release/built-from
  now=$(cd "$here" && {
    dotnet --version
    find src docs/api.md Directory.Build.props Directory.Packages.props global.json .editorconfig -type d \( -name bin -o -name obj \) -prune -o -type f -printf '%p %s %T@\n' | sort
  } | sha1sum)
  if [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && [ -f "$(program Besoksnaring)" ]; then
    return
  fi
  say "Building (a minute or two the first time)…"
  if ! dotnet build "$here/src/Besoksnaring" -c Release -v quiet -nologo --disable-build-servers >"$data/build.log" 2>&1 9>&-; then
    tail -n 30 "$data/build.log" >&2
    fail "The build failed; all that it said is in $data/build.log."
  fi
  printf '%s\n' "$now" >"$stamp"
}

# After a kill -9 of an earlier quick start its processes went on alone.
end_leftover_apps() {
  local pid
  for pid in $(cat "$data/apps.pids" 2>/dev/null); do
    if is_running "$pid" && tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF "$here/src/"; then
      say "Stopping what an earlier quick start left behind (process $pid)…"
      end "$pid" 15 TERM
    fi
  done
  rm -f "$data/apps.pids" "$data/settings.env"
}

create_database() {
  local psql=("$(postgres_programs)/psql" -X -q -h 127.0.0.1 -p "$postgres_port" -U postgres -v ON_ERROR_STOP=1)
  if [ -z "$("${psql[@]}" -At -c "select 1 from pg_database where datname = 'besoksnaring'" postgres)" ]; then
    "${psql[@]}" -c "create database besoksnaring" postgres
  fi
  "${psql[@]}" -c "set client_min_messages = warning; create extension if not exists postgis" besoksnaring
}

# What every process of ours is told; quoted for the shell that reads it.
write_settings() {
  {
    printf 'ConnectionStrings__Besoksnaring=%q\n' "Host=127.0.0.1;Port=$postgres_port;Database=besoksnaring;Username=postgres"
    printf 'Registry__File=%q\n' "$providers"
    printf 'Ingest__SnapshotFolder=%q\n' "$data/snapshots"
    printf 'Portal__ImageFolder=%q\n' "$data/images"
    # Without a mail server what would be mailed can be read here.
    [ -n "${Mail__Server:-}" ] || printf 'Mail__Folder=%q\n' "${Mail__Folder:-$data/mail}"
    # The table of the first load is the story; whoever wants more sets this before the start.
    printf 'Logging__LogLevel__Default=%q\n' "${Logging__LogLevel__Default:-Warning}"
    if [ -n "${rabbitmq_port:-}" ]; then
      printf 'RabbitMq__Uri=%q\n' "amqp://guest:guest@127.0.0.1:$rabbitmq_port/"
    fi
  } >"$data/settings.env"
  # For commands while nothing runs.
  say "$providers" >"$data/providers"
}
