#!/bin/sh
# Starts jmachine. Costs about 1 ms: no process is made unless it is called through a symbolic link.
case ${0##*/} in
  docker-machine) program=docker-machine ;;
  *) program=jmachine ;;
esac
self=$0
case $self in
  /*) ;;
  *) self=$PWD/$self ;;
esac
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=${self%/*}/$link ;;
  esac
done
install=${self%/@PLACE@}
[ "$install" != "$self" ] || install=${self%/*}/@UP@.

# A create that names a driver with a JVM of its own goes there at once, and spares the JVM that would only hand it over,
# and pass signals on.
direct=
if [ "${1-}" = --direct ]; then
  direct=-Djmachine.direct=true
  shift
elif [ "$self:$program:${1-}" = "$install/bin/jmachine:jmachine:create" ]; then
  driver=
  last=
  for word in "$@"; do
    case $last in
      -d | --driver) driver=$word ;;
    esac
    case $word in
      --driver=*) driver=${word#*=} ;;
      --resume*)
        driver=
        break
        ;;
    esac
    last=$word
  done
  case $driver in
    '' | *[!a-z0-9-]*) ;;
    *) [ ! -x "$install/drivers/$driver/launch" ] || exec "$install/drivers/$driver/launch" --direct "$@" ;;
  esac
fi

# A cache that holds what the other commands load makes the quick ones slow, so there are two.
cache=@QUICK@
scaling=
for word in "$@"; do
  case $word in
    -*) ;;
    active | config | env | help | ip | status | url | version) break ;;
    ls)
      # what is done for each of a thousand machines is worth compiling sooner
      scaling=-XX:CompileThresholdScaling=3
      break
      ;;
    *)
      cache=@FULL@
      break
      ;;
  esac
done
# The JVM complains about a cache that is not there, so it is named only if it is.
if [ -f "$install/$cache" ]; then cache=-XX:AOTCache=$install/$cache; else cache=; fi

# What is set for other Java programs would slow this one down, or print into its output.
unset CLASSPATH JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
# The class path is one word, expanded from one folder: shellcheck disable=SC2086,SC1091
exec "$install/runtime/bin/java" @FLAGS@ $scaling ${cache:+"$cache"} \
  "-Djmachine.install=$install" "-Djmachine.program=$program" @PROPERTIES@ $direct \
  -cp "@CLASS_PATH@" dev.jmachine.cli.Main "$@"
