package dev.jmachine.driver.qemu;

import dev.jmachine.core.driver.PlannedResource;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.driver.qemu.image.ImageName;
import dev.jmachine.driver.qemu.vm.Forward;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a create would make on this computer. */
final class QemuPlan {
  private final QemuHost host;

  QemuPlan(QemuHost host) {
    this.host = host;
  }

  List<PlannedResource> of(MachineName name, QemuSettings settings) throws IOException {
    ImageName image = host.check().image(settings);
    List<PlannedResource> plan = new ArrayList<>();
    if (host.images().present(image).isEmpty()) {
      String how = image instanceof ImageName.Built ? "built here, about a minute" : "fetched";
      plan.add(
          new PlannedResource(
              "image", image.shown(), Map.of("kept in", host.imageFolder() + "", "how", how)));
    }
    plan.add(
        new PlannedResource(
            "disk",
            host.files(name.value()).disk().toString(),
            Map.of("image", image.shown(), "size", "at most " + settings.diskGib() + " GB")));
    plan.add(new PlannedResource("virtual machine", name.value(), machine(settings)));
    return plan;
  }

  private static Map<String, String> machine(QemuSettings settings) {
    Map<String, String> details = new TreeMap<>();
    details.put("accelerator", settings.accelerator());
    details.put("memory", settings.memory() + " MB");
    details.put("processors", String.valueOf(settings.cpus()));
    List<String> ports = settings.ports().stream().map(Forward::toString).toList();
    details.put("ports", Forward.ADDRESS + " only; " + (ports.isEmpty() ? "chosen freely" : ports));
    return details;
  }
}
