/**
 * The user's store on disk: one folder and one record a machine, a lock for each across processes,
 * and writes that leave either the old record or the new one. JSON is read and written here and
 * nowhere else; its library does not show in any signature.
 */
@NullMarked
@Json.Import({
  Machine.class,
  MachineSpec.class,
  EngineOptions.class,
  Resource.class,
  HostAccess.class,
  SshEndpoint.class,
  Engine.class,
})
package dev.jmachine.core.store;

import dev.jmachine.core.machine.Engine;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.resource.Resource;
import io.avaje.jsonb.Json;
import org.jspecify.annotations.NullMarked;
