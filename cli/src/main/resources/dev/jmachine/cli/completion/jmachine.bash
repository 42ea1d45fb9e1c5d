# Completion of jmachine for bash. Made by "jmachine completion bash"; load it by
#   source <(jmachine completion bash)

# TABLES
_jmachine_machines() {
  local record
  for record in "${JMACHINE_HOME:-$HOME/.jmachine}"/machines/*/machine.json; do
    [ -e "$record" ] || continue
    record="${record%/machine.json}"
    printf '%s\n' "${record##*/}"
  done
}

# What may stand at the cursor, by the tables' code for it.
_jmachine_reply() {
  local code="$1" cur="$2"
  case "$code" in
    machines) mapfile -t COMPREPLY < <(compgen -W "$(_jmachine_machines)" -- "$cur") ;;
    commands) mapfile -t COMPREPLY < <(compgen -W "$(_jmachine_commands | cut -d: -f1)" -- "$cur") ;;
    words*) mapfile -t COMPREPLY < <(compgen -W "${code#words }" -- "$cur") ;;
    files)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$cur")
      ;;
    copied)
      compopt -o nospace 2>/dev/null
      mapfile -t COMPREPLY < <(
        compgen -W "$(_jmachine_machines | sed 's/$/:/')" -- "$cur"
        compgen -f -- "$cur"
      )
      ;;
  esac
}

_jmachine() {
  local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD - 1]}"
  local command='' driver='' count=0 i word code
  # bash takes --option=value apart at the equals sign
  if [ "$cur" = '=' ]; then
    cur=''
  elif [ "$prev" = '=' ]; then
    prev="${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="${COMP_WORDS[i]}"
    case "$word" in
      -*)
        if _jmachine_values "$command" "$word" >/dev/null; then
          i=$((i + 1))
          [ "${COMP_WORDS[i]}" != '=' ] || i=$((i + 1))
          case "$word" in -d | --driver) driver="${COMP_WORDS[i]}" ;; esac
        fi
        ;;
      *)
        if [ -z "$command" ]; then command="$word"; else count=$((count + 1)); fi
        ;;
    esac
  done
  COMPREPLY=()
  if code="$(_jmachine_values "$command" "$prev")"; then
    _jmachine_reply "$code" "$cur"
  elif [ "$command" = ssh ] && [ "$count" -gt 0 ]; then
    return
  elif [ "${cur#-}" != "$cur" ]; then
    code="$(_jmachine_options "$command")"
    if [ "$command" = create ] && [ -n "$driver" ]; then
      code="$("${COMP_WORDS[0]}" create -d "$driver" --help 2>/dev/null | grep -oE '^ +(-[a-z], )?--[a-z0-9-]+(, --[a-z0-9-]+)*' | tr ',' ' ')"
    fi
    mapfile -t COMPREPLY < <(compgen -W "$code" -- "$cur")
  else
    _jmachine_reply "$(_jmachine_arguments "$command" "$count")" "$cur"
  fi
}

complete -F _jmachine jmachine
