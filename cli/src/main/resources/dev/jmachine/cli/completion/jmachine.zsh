#compdef jmachine
# Completion of jmachine for zsh. Made by "jmachine completion zsh"; load it by
#   source <(jmachine completion zsh)
# or put it into a folder of $fpath as _jmachine.

# TABLES
_jmachine_machines() {
  local record
  for record in "${JMACHINE_HOME:-$HOME/.jmachine}"/machines/*/machine.json(N); do
    print -r -- "${record:h:t}"
  done
}

# What may stand at the cursor, by the tables' code for it.
_jmachine_reply() {
  local -a found
  case "$1" in
    machines) found=(${(f)"$(_jmachine_machines)"}); compadd -a found ;;
    commands) found=(${(f)"$(_jmachine_commands)"}); _describe command found ;;
    words*) found=(${=1#words }); compadd -a found ;;
    files) _files ;;
    copied) found=(${(f)"$(_jmachine_machines)"}); compadd -S '' -- ${^found}:; _files ;;
  esac
}

_jmachine() {
  local cur="${words[CURRENT]}" prev="${words[CURRENT-1]}" jm='' driver='' code word
  local -i count=0 i
  local -a found
  for ((i = 2; i < CURRENT; i++)); do
    word="${words[i]}"
    case "$word" in
      --driver=*) driver="${word#*=}" ;;
      -*)
        if _jmachine_values "$jm" "$word" >/dev/null; then
          i=$((i + 1))
          case "$word" in -d | --driver) driver="${words[i]}" ;; esac
        fi
        ;;
      *) if [[ -z "$jm" ]]; then jm="$word"; else count=$((count + 1)); fi ;;
    esac
  done
  if [[ "$cur" == --*=* ]]; then
    prev="${cur%%=*}"
    compset -P '*='
  fi
  if code="$(_jmachine_values "$jm" "$prev")"; then
    _jmachine_reply "$code"
  elif [[ "$jm" == ssh && $count -gt 0 ]]; then
    _message 'command on the machine'
  elif [[ "$cur" == -* ]]; then
    code="$(_jmachine_options "$jm")"
    if [[ "$jm" == create && -n "$driver" ]]; then
      code="$("${words[1]}" create -d "$driver" --help 2>/dev/null | grep -oE '^ +(-[a-z], )?--[a-z0-9-]+(, --[a-z0-9-]+)*' | tr ',\n' '  ')"
    fi
    found=(${=code})
    compadd -- $found
  else
    _jmachine_reply "$(_jmachine_arguments "$jm" "$count")"
  fi
}

if [[ "$funcstack[1]" == _jmachine ]]; then
  _jmachine "$@"
else
  compdef _jmachine jmachine
fi
