package dev.jmachine.cli.command;

import dev.jmachine.cli.console.HelpText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What a command takes, and how its help shows that. picocli parses; the help text is ours, since
 * picocli's costs 20 ms and can't list options under several headings without more.
 */
public final class Syntax {
  private static final String OPTIONS = "Options";

  private final String name;
  private final String summary;
  private final CommandSpec spec = CommandSpec.create();
  private final Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
  private final Map<String, String> positionals = new LinkedHashMap<>();
  private final List<String> examples = new ArrayList<>();
  private String synopsis = "";

  /**
   * The syntax of a command that takes {@code --help} and the options of every command.
   *
   * @param name as typed, with "jmachine" before it
   */
  public Syntax(String name, String summary) {
    this.name = name;
    this.summary = summary;
    spec.name(name);
    spec.parser().caseInsensitiveEnumValuesAllowed(false);
    groups.put(OPTIONS, new ArrayList<>());
    GlobalOptions.all().forEach(spec::addOption);
    spec.addOption(HELP);
  }

  private static final OptionSpec HELP = Options.flag("Show this help", "-h", "--help");

  /** Adds options, which help lists under "Options". */
  public Syntax options(OptionSpec... options) {
    return group(OPTIONS, List.of(options));
  }

  /** Adds options, which help lists under a heading of their own. */
  public Syntax group(String heading, List<OptionSpec> options) {
    groups.computeIfAbsent(heading, _ -> new ArrayList<>()).addAll(options);
    options.forEach(spec::addOption);
    return this;
  }

  /**
   * Adds the positional parameters, once.
   *
   * @param synopsis as the line of usage shows them: "[NAME...]"
   * @param arity "0..1", "0..*", "1" or "1..*"
   */
  public Syntax positionals(String label, String synopsis, String arity, String description) {
    this.synopsis = " " + synopsis;
    positionals.put(label, description + ".");
    spec.addPositional(Options.positional(label, arity));
    return this;
  }

  /** Everything from the first positional on is positional, as in {@code ssh NAME COMMAND -x}. */
  public Syntax stopAtPositional() {
    spec.parser().stopAtPositional(true);
    return this;
  }

  /** Adds an example that help ends with. */
  public Syntax example(String line) {
    examples.add(line);
    return this;
  }

  /**
   * Parses arguments.
   *
   * @throws CommandLine.ParameterException where they do not fit
   */
  public ParseResult parse(List<String> arguments) {
    CommandLine parser = new CommandLine(spec);
    parser.setExpandAtFiles(false).setOverwrittenOptionsAllowed(true);
    return parser.parseArgs(arguments.toArray(String[]::new));
  }

  /** Whether help was asked for. */
  public static boolean wantsHelp(ParseResult parsed) {
    return Options.has(parsed, "--help");
  }

  /** The one line of usage. */
  public String synopsis() {
    return name + " [OPTIONS]" + synopsis;
  }

  public String name() {
    return name;
  }

  public String summary() {
    return summary;
  }

  /** Options by heading, those that are hidden left out; for help, completion and documentation. */
  public Map<String, List<OptionSpec>> shown() {
    Map<String, List<OptionSpec>> shown = new LinkedHashMap<>();
    groups.forEach(
        (heading, options) ->
            shown.put(heading, options.stream().filter(option -> !option.hidden()).toList()));
    List<OptionSpec> plain = new ArrayList<>(shown.getOrDefault(OPTIONS, List.of()));
    plain.add(HELP);
    shown.put(OPTIONS, plain);
    return shown;
  }

  /** Positional parameters: label to description; for completion and documentation. */
  public Map<String, String> arguments() {
    return new LinkedHashMap<>(positionals);
  }

  /** Command lines that help ends with. */
  public List<String> examples() {
    return List.copyOf(examples);
  }

  /** Every option name, with its dashes, sorted; for "did you mean". */
  public List<String> optionNames() {
    return List.copyOf(new TreeSet<>(spec.optionsMap().keySet()));
  }

  /** The whole help text. */
  public String help() {
    HelpText text = new HelpText().line("Usage: " + synopsis()).line("").line(summary + ".");
    if (!positionals.isEmpty()) {
      text.heading("Arguments");
      positionals.forEach(text::entry);
    }
    shown().forEach((heading, options) -> group(text, heading, options));
    if (!examples.isEmpty()) {
      text.heading("Examples");
      examples.forEach(example -> text.line("  " + example));
    }
    return text.toString();
  }

  private static void group(HelpText text, String heading, List<OptionSpec> options) {
    if (options.isEmpty()) {
      return;
    }
    text.heading(heading);
    options.forEach(option -> text.entry(Options.shown(option), option.description()[0]));
  }
}
