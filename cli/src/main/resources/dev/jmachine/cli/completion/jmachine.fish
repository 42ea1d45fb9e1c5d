# Completion of jmachine for fish. Made by "jmachine completion fish"; load it by
#   jmachine completion fish | source

function __jmachine_machines
    set -l home $JMACHINE_HOME
    test -n "$home"; or set home $HOME/.jmachine
    for record in $home/machines/*/machine.json
        basename (dirname $record)
    end
end

# The options of the driver that the command line names; the others are listed below.
function __jmachine_driver_options
    set -l words (commandline -opc)
    for i in (seq (count $words))
        if contains -- $words[$i] -d --driver; and test (count $words) -gt $i
            $words[1] create -d $words[(math $i + 1)] --help 2>/dev/null | string match -r -a -- '--[a-z0-9-]+'
        end
    end
end

complete -c jmachine -f
complete -c jmachine -n '__fish_seen_subcommand_from create; and string match -q -- "-*" (commandline -ct)' -a '(__jmachine_driver_options)'
complete -c jmachine -n '__fish_seen_subcommand_from logs' -a 'engine bootstrap console'
# TABLES
