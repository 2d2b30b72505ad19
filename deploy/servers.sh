# Private servers for the quick start and the tests: sourced by bash scripts, run by no one.
# Each listens on loopback only, on a free port, keeps its data in a folder that the caller names, runs as an
# unprivileged user when we are root, and is a child of the caller, who stops it.

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# The folder with initdb, the newest where several are installed.
postgres_programs() {
  local folder
  for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn); do
    if [ -x "$folder/initdb" ] && ls "${folder%/bin}"/../../../share/postgresql/"$(basename "${folder%/bin}")"/extension/postgis.control >/dev/null 2>&1; then
      say "$folder"
      return
    fi
  done
}

rabbitmq_program=/usr/lib/rabbitmq/bin/rabbitmq-server

# install_missing [rabbitmq]: PostgreSQL with PostGIS, and RabbitMQ when asked for, from Debian's or Ubuntu's packages.
install_missing() {
  local packages=()
  if [ -z "$(postgres_programs)" ]; then
    packages+=(postgresql "$(postgis_package)")
  fi
  if [ "${1:-}" = rabbitmq ] && { [ ! -x $rabbitmq_program ] || ! command -v epmd >/dev/null; }; then
    packages+=(rabbitmq-server)
  fi
  [ ${#packages[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || fail "Please install PostgreSQL 15 or later with PostGIS${1:+ and RabbitMQ}: this machine has no apt-get to do it with."
  install_packages "${packages[@]}"
}

# install_packages NAME...: Debian's or Ubuntu's packages, and no server that they would start.
install_packages() {
  local packages=("$@") sudo=()
  command -v apt-get >/dev/null || fail "Please install ${packages[*]}: this machine has no apt-get to do it with."
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || fail "Please install, as root: apt-get install ${packages[*]}"
    sudo=(sudo)
  fi
  say "Installing ${packages[*]} ${sudo[0]:+(sudo may ask for your password)}…"
  # The packages would start servers of their own at boot; ours are private and stop with us.
  local policy=/usr/sbin/policy-rc.d made=no
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' | "${sudo[@]}" tee $policy >/dev/null && "${sudo[@]}" chmod +x $policy && made=yes
  fi
  local ok=yes
  "${sudo[@]}" apt-get update -qq &&
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      -o DPkg::Lock::Timeout=300 "${packages[@]}" >/tmp/besoksnaring-install.$$ 2>&1 || ok=no
  [ $made = no ] || "${sudo[@]}" rm -f $policy
  if [ $ok = no ]; then
    tail -n 20 /tmp/besoksnaring-install.$$ >&2
    fail "Installing ${packages[*]} failed; what apt-get said last stands above."
  fi
  rm -f /tmp/besoksnaring-install.$$
}

# PostGIS for the version of PostgreSQL that this release of Debian or Ubuntu has.
postgis_package() {
  local version
  version=$(apt-cache depends postgresql 2>/dev/null | sed -n 's/.*Depends: postgresql-\([0-9]*\)$/\1/p' | head -n 1)
  say "postgresql-${version:-15}-postgis-3"
}

# The commands that stand before a server's: another user when we are root, a session of its own so that Ctrl-C is ours to pass on.
as_user() {
  if [ "$(id -u)" = 0 ]; then
    prefix=(setsid setpriv --reuid="$1" --regid="$1" --clear-groups --)
  else
    prefix=(setsid)
  fi
}

# own_folder USER FOLDER: made, and the server user's.
own_folder() {
  mkdir -p "$2"
  [ "$(id -u)" != 0 ] || chown "$1" "$2"
}

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
  local port
  while :; do
    # Below the range that the kernel gives to outgoing connections.
    port=$((20000 + RANDOM % 12000))
    if port_is_free $port; then
      say $port
      return
    fi
  done
}

is_running() { [ -n "${1:-}" ] && [ -d "/proc/$1" ] && [ "$(sed -n 's/^State:[[:space:]]*\(.\).*/\1/p' "/proc/$1/status" 2>/dev/null)" != Z ]; }

# end PID SECONDS SIGNAL...: each signal in turn until it has ended.
end() {
  local pid=$1 seconds=$2 signal tenths
  shift 2
  for signal in "$@" KILL; do
    is_running "$pid" || return 0
    kill -"$signal" "$pid" 2>/dev/null || true
    for ((tenths = seconds * 10; tenths > 0; tenths--)); do
      is_running "$pid" || return 0
      sleep 0.1
    done
  done
}

# start_postgres FOLDER [setting...]: sets postgres_pid and postgres_port. A data folder that is there is used again.
start_postgres() {
  local folder=$1 programs setting arguments=()
  shift
  programs=$(postgres_programs)
  as_user postgres
  own_folder postgres "$folder"
  if [ -f "$folder/data/PG_VERSION" ] && [ "$(cat "$folder/data/PG_VERSION")" != "$(basename "${programs%/bin}")" ]; then
    fail "The data in $folder is PostgreSQL $(cat "$folder/data/PG_VERSION")'s, and $programs is installed: upgrade it, or choose another folder."
  fi
  if [ ! -f "$folder/data/PG_VERSION" ]; then
    rm -rf "$folder/data"
    "${prefix[@]}" "$programs/initdb" -U postgres -A trust -E UTF8 --locale=C.UTF-8 -D "$folder/data" >"$folder/initdb.log" 2>&1 ||
      fail "PostgreSQL could not make its data folder: $(cat "$folder/initdb.log")"
  fi
  end_leftover_postgres "$folder/data"
  postgres_port=$(free_port)
  for setting in "$@"; do
    arguments+=(-c "$setting")
  done
  "${prefix[@]}" "$programs/postgres" -D "$folder/data" -c listen_addresses=127.0.0.1 -c port="$postgres_port" \
    -c unix_socket_directories= "${arguments[@]}" >"$folder/server.log" 2>&1 </dev/null 9>&- &
  postgres_pid=$!
  local tenths=600
  until "$programs/pg_isready" -q -h 127.0.0.1 -p "$postgres_port"; do
    if ! is_running $postgres_pid || ((--tenths == 0)); then
      fail "PostgreSQL did not start: $(tail -n 20 "$folder/server.log")"
    fi
    sleep 0.1
  done
}

# One whose parent was killed goes on alone; its data is wanted again.
end_leftover_postgres() {
  local pid
  [ -f "$1/postmaster.pid" ] || return 0
  pid=$(head -n 1 "$1/postmaster.pid")
  if is_running "$pid" && tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF -- "-D $1"; then
    end "$pid" 20 INT QUIT
  fi
  rm -f "$1/postmaster.pid"
}

# start_rabbitmq FOLDER: sets rabbitmq_pid, rabbitmq_port and epmd_pid.
start_rabbitmq() {
  local folder=$1 epmd_port distribution pid
  as_user rabbitmq
  own_folder rabbitmq "$folder"
  for pid in $(cat "$folder/pids" 2>/dev/null); do
    if is_running "$pid" && tr '\0' ' ' <"/proc/$pid/environ" 2>/dev/null | grep -qF "RABBITMQ_LOG_BASE=$folder/log"; then
      end "$pid" 20 TERM
    fi
  done
  rabbitmq_port=$(free_port)
  # The node's name is a part of its data's path and must stay; the ports may change.
  epmd_port=$(free_port)
  distribution=$(free_port)
  local environment=(
    HOME="$folder" LANG=C.UTF-8 RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_CONFIG_FILE="$folder/none"
    RABBITMQ_ENABLED_PLUGINS_FILE="$folder/plugins" RABBITMQ_NODENAME=besoksnaring@localhost
    RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT="$rabbitmq_port" RABBITMQ_DIST_PORT="$distribution"
    ERL_EPMD_PORT="$epmd_port" ERL_EPMD_ADDRESS=127.0.0.1
    RABBITMQ_MNESIA_BASE="$folder/data" RABBITMQ_LOG_BASE="$folder/log"
    # The node itself instead of a shell around it, so that signals reach it.
    RABBITMQ_ALLOW_INPUT=true RABBITMQ_SERVER_START_ARGS=-noinput
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}')
  (cd "$folder" && exec env "${environment[@]}" "${prefix[@]}" epmd -port "$epmd_port" -address 127.0.0.1 >"$folder/epmd.log" 2>&1 </dev/null 9>&-) &
  epmd_pid=$!
  (cd "$folder" && exec env "${environment[@]}" "${prefix[@]}" "$rabbitmq_program" >"$folder/server.log" 2>&1 </dev/null 9>&-) &
  rabbitmq_pid=$!
  say "$rabbitmq_pid $epmd_pid" >"$folder/pids"
  local tenths=1200
  until grep -q "Server startup complete\|completed with" "$folder/server.log" 2>/dev/null && ! port_is_free "$rabbitmq_port"; do
    if ! is_running $rabbitmq_pid || ((--tenths == 0)); then
      fail "RabbitMQ did not start: $(tail -n 20 "$folder/server.log")"
    fi
    sleep 0.1
  done
}

find_dotnet() {
  local wanted
  wanted=$(sed -n 's/.*"version": *"\([0-9]*\)\..*/\1/p' "$1/global.json" | head -n 1)
  if ! command -v dotnet >/dev/null && [ -x "$HOME/.dotnet/dotnet" ]; then
    PATH="$HOME/.dotnet:$PATH"
  fi
  if ! command -v dotnet >/dev/null || ! dotnet --list-sdks | grep -q "^$wanted\."; then
    fail "The .NET $wanted SDK is needed and was not found. Get it in one of these ways, then start again:
  Ubuntu 24.04 and later:  sudo apt-get install dotnet-sdk-$wanted.0
  Debian:                  https://learn.microsoft.com/dotnet/core/install/linux-debian
  anywhere, without root:  curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel $wanted.0   (installs to ~/.dotnet)"
  fi
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
}
