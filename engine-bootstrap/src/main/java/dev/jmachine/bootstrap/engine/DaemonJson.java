package dev.jmachine.bootstrap.engine;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The engine's {@code daemon.json}. Ours are a few keys in the user's file: unknown keys, their
 * order and numbers of any size stay as they are.
 */
public final class DaemonJson {
  /** Where the host keeps what belongs to us. */
  public static final String FOLDER = "/etc/docker/jmachine/";

  private static final Pattern PLACE = Pattern.compile("line \\d+ column \\d+");
  private static final String SOCKET = "unix:///var/run/docker.sock";

  private DaemonJson() {}

  /**
   * The file with our settings in it. Where it has them already, it comes back unchanged, character
   * by character.
   *
   * @param present the file as it is; null where there is none
   * @param flags the daemon's flags: a setting that is one of them is left out of the file, since
   *     the daemon refuses to be told twice
   * @throws MachineFailure where the present file is not one JSON object
   */
  public static String merged(
      @Nullable String present, DaemonSettings settings, DaemonFlags flags) {
    JsonObject before = parsed(present);
    JsonObject after = before.deepCopy();
    after.add("hosts", hosts(after.get("hosts"), settings));
    after.addProperty("tlsverify", true);
    after.addProperty("tlscacert", FOLDER + "ca.pem");
    after.addProperty("tlscert", FOLDER + "server.pem");
    after.addProperty("tlskey", FOLDER + "server-key.pem");
    liveRestore(after, settings.liveRestore(), flags);
    labels(after, settings.labels(), flags);
    addAll(
        after,
        "insecure-registries",
        settings.insecureRegistries(),
        flags.has("insecure-registry"));
    addAll(after, "registry-mirrors", settings.registryMirrors(), flags.has("registry-mirror"));
    if (settings.storageDriver() != null && !flags.has("storage-driver")) {
      after.addProperty("storage-driver", settings.storageDriver());
    }
    return present != null && after.equals(before) ? present : written(after);
  }

  /**
   * The present file with live-restore alone added: what a running engine can take without a
   * restart. Null where it is on already, or where swarm mode or the user forbids it.
   */
  public static @Nullable String withLiveRestore(@Nullable String present, boolean wanted) {
    JsonObject file = parsed(present);
    if (!wanted || file.has("live-restore")) {
      return null;
    }
    file.addProperty("live-restore", true);
    return written(file);
  }

  private static JsonObject parsed(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return new JsonObject();
    }
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonObject file = JsonParser.parseReader(reader).getAsJsonObject();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new JsonParseException("there is more than one JSON object in it");
      }
      return file;
    } catch (JsonParseException | IllegalStateException | IOException e) {
      throw MachineFailure.failed("cannot add to the host's /etc/docker/daemon.json")
          .because("it is not one JSON object" + place(e), e)
          .left("the file as it was")
          .hint("mend the file on the host, then try again");
    }
  }

  /** Where the parser stopped, without its advice to programmers. */
  private static String place(Exception e) {
    Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
    return place.find() ? " (" + place.group() + ")" : "";
  }

  /** The user's own addresses stay; fd:// cannot, for the unit no longer hands a socket over. */
  private static JsonArray hosts(@Nullable JsonElement present, DaemonSettings settings) {
    List<String> hosts = new ArrayList<>(texts(present));
    hosts.removeIf(host -> host.startsWith("fd:"));
    if (hosts.stream().noneMatch(host -> host.startsWith("unix:"))) {
      hosts.add(SOCKET);
    }
    String ours = "tcp://" + settings.listenAddress() + ":" + settings.listenPort();
    if (!hosts.contains(ours)) {
      hosts.add(ours);
    }
    return array(hosts);
  }

  private static void liveRestore(JsonObject file, boolean wanted, DaemonFlags flags) {
    if (flags.has("live-restore")) {
      file.remove("live-restore");
    } else if (wanted && !file.has("live-restore")) {
      file.addProperty("live-restore", true);
    } else if (!wanted && file.has("live-restore")) {
      file.addProperty("live-restore", false);
    }
  }

  /** A label of a key that is there already takes its place. */
  private static void labels(JsonObject file, List<String> wanted, DaemonFlags flags) {
    if (wanted.isEmpty() || flags.has("label")) {
      return;
    }
    Map<String, String> byKey = new LinkedHashMap<>();
    texts(file.get("labels")).forEach(label -> byKey.put(key(label), label));
    wanted.forEach(label -> byKey.put(key(label), label));
    file.add("labels", array(byKey.values()));
  }

  private static String key(String label) {
    int equals = label.indexOf('=');
    return equals < 0 ? label : label.substring(0, equals);
  }

  private static void addAll(JsonObject file, String key, List<String> wanted, boolean isFlag) {
    if (wanted.isEmpty() || isFlag) {
      return;
    }
    Set<String> all = new LinkedHashSet<>(texts(file.get(key)));
    all.addAll(wanted);
    file.add(key, array(all));
  }

  private static List<String> texts(@Nullable JsonElement element) {
    return element instanceof JsonArray array
        ? array.asList().stream()
            .filter(JsonPrimitive.class::isInstance)
            .map(JsonElement::getAsString)
            .toList()
        : List.of();
  }

  private static JsonArray array(Collection<String> values) {
    JsonArray array = new JsonArray();
    values.forEach(array::add);
    return array;
  }

  private static String written(JsonObject file) {
    return new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create()
            .toJson(file)
        + "\n";
  }
}
