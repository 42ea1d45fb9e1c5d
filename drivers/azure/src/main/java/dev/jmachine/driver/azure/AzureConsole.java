package dev.jmachine.driver.azure;

import com.azure.resourcemanager.compute.fluent.models.RetrieveBootDiagnosticsDataResultInner;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.driver.azure.api.ArmCalls;
import dev.jmachine.driver.azure.api.ArmPath;
import java.util.List;

/** The end of a virtual machine's serial console, which boot diagnostics keep. */
final class AzureConsole {
  private final ArmCalls calls;

  AzureConsole(ArmCalls calls) {
    this.calls = calls;
  }

  /** Empty where Azure has nothing yet: it is read only where something else has failed already. */
  List<String> tail(Resource vm, int lines) throws InterruptedException {
    ArmPath path =
        Place.of(vm).path(calls.arm(), Kind.VM, vm.token()).below("retrieveBootDiagnosticsData");
    try {
      String text =
          calls
              .calls()
              .once(
                  "read the console",
                  () -> {
                    var data =
                        calls.arm().post(path, RetrieveBootDiagnosticsDataResultInner::fromJson);
                    String url = data.serialConsoleLogBlobUri();
                    return url == null ? "" : calls.arm().text(url);
                  });
      List<String> all = text.strip().lines().toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (MachineFailure failure) {
      return List.of();
    }
  }
}
