package dev.jmachine.driver.qemu.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.driver.qemu.host.Accelerator;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The whole command line for two hosts, so that a change of any device is seen. */
class CommandLineTest {
  private static final VmFiles FILES =
      new VmFiles(Path.of("/s/machines/a,b/qemu"), Path.of("/run/user/1/jmachine/0a"));
  private static final List<Forward> PORTS =
      List.of(new Forward(40022, 22), new Forward(42376, 2376));

  @Test
  void ourImageUnderTheTranslatorOfQemu7() {
    CommandLine line =
        line(
            new QemuVersion(7, 2),
            Accelerator.TCG,
            new BootSource.Kernel(Path.of("/c/vmlinux"), Path.of("/c/initrd")),
            new SeedDisk.Raw(FILES.seed()));
    assertThat(String.join("\n", line.argv()))
        .isEqualTo(
            """
            /usr/bin/qemu-system-x86_64
            -name
            guest=jmachine/dev/u1
            -uuid
            00000000-0000-0001-0000-000000000002
            -accel
            tcg,thread=multi,tb-size=256
            -cpu
            max,-cx16,-pku,-smap,-smep,-umip
            -smp
            2
            -m
            1024M
            -nodefaults
            -no-user-config
            -display
            none
            -object
            memory-backend-ram,id=mem,size=1024M
            -machine
            pc-q35-7.2,vmport=off,memory-backend=mem
            -kernel
            /c/vmlinux
            -initrd
            /c/initrd
            -append
            root=/dev/vda rw console=ttyS0 net.ifnames=0 panic=-1 quiet systemd.show_status=0 \
            random.trust_cpu=on cryptomgr.notests audit=0 apparmor=0 selinux=0 mitigations=off \
            no_timer_check tsc=reliable init_on_alloc=0 hardened_usercopy=off \
            randomize_kstack_offset=off lsm=landlock,yama norandmaps
            -drive
            if=none,id=root,format=qcow2,discard=unmap,file=/s/machines/a,,b/qemu/disk.qcow2
            -device
            virtio-blk-pci,drive=root
            -drive
            if=none,id=seed,readonly=on,format=raw,file.driver=file,file.filename=/s/machines/a,,b/qemu/seed.tar
            -device
            virtio-blk-pci,drive=seed
            -netdev
            user,id=net,hostfwd=tcp:127.0.0.1:40022-:22,hostfwd=tcp:127.0.0.1:42376-:2376
            -device
            virtio-net-pci,netdev=net,romfile=
            -device
            virtio-rng-pci
            -device
            vmgenid,guid=00000000-0000-0003-0000-000000000004
            -serial
            file:/s/machines/a,b/qemu/console.log
            -device
            virtio-serial-pci,max_ports=2
            -chardev
            socket,id=agent,server=on,wait=off,path=/run/user/1/jmachine/0a/agent.sock
            -device
            virtserialport,chardev=agent,name=dev.jmachine.agent
            -chardev
            socket,id=qmp,server=on,wait=off,path=/run/user/1/jmachine/0a/qmp.sock
            -mon
            chardev=qmp,mode=control
            -pidfile
            /s/machines/a,b/qemu/qemu.pid
            -daemonize\
            """);
  }

  @Test
  void aCloudImageOnHardwareOfQemu10() {
    CommandLine line =
        line(
            new QemuVersion(10, 0),
            Accelerator.KVM,
            new BootSource.Firmware(),
            new SeedDisk.CloudInit(FILES.cloudSeed()));
    assertThat(line.argv())
        .containsSequence("-accel", "kvm", "-cpu", "host")
        .containsSequence("-machine", "pc-q35-10.0,vmport=off,memory-backend=mem")
        .contains(
            "if=none,id=seed,readonly=on,format=raw,file.driver=vvfat,file.label=cidata,"
                + "file.dir=/s/machines/a,,b/qemu/cidata")
        .doesNotContain("-kernel", "-append");
  }

  @Test
  void theProcessorOfTheTranslatorDependsOnTheVersion() {
    assertThat(new QemuVersion(7, 2).emulatedProcessor()).startsWith("max,-cx16,-pku");
    assertThat(new QemuVersion(9, 2).emulatedProcessor()).startsWith("max,-cx16,-pku");
    assertThat(new QemuVersion(10, 0).emulatedProcessor()).startsWith("max,-pku");
  }

  @Test
  void hardeningStaysOnWhereHardwareRunsTheGuest() {
    assertThat(kernelOf(new QemuVersion(7, 2), Accelerator.KVM))
        .doesNotContain("mitigations=off", "norandmaps", "init_on_alloc", "lsm=");
  }

  @Test
  void addressesStayRandomWhereTheTranslatorDoesNotMind() {
    assertThat(kernelOf(new QemuVersion(10, 0), Accelerator.TCG))
        .contains("mitigations=off")
        .doesNotContain("norandmaps");
  }

  private static String kernelOf(QemuVersion version, Accelerator accelerator) {
    CommandLine line =
        line(
            version,
            accelerator,
            new BootSource.Kernel(Path.of("/c/vmlinux"), Path.of("/c/initrd")),
            new SeedDisk.None());
    return line.argv().get(line.argv().indexOf("-append") + 1);
  }

  @Test
  void memoryCanLiveInAFileForClones() {
    GuestMemory template = new GuestMemory.Shared(Path.of("/t/ram"));
    assertThat(template.object(512))
        .isEqualTo("memory-backend-file,id=mem,size=512M,mem-path=/t/ram,share=on");
  }

  @Test
  void aCloneMapsTheMemoryPrivatelyWaitsForItsStateAndKeepsQemusWords() {
    GuestMemory clone = new GuestMemory.Resumed(Path.of("/t/memory"), Path.of("/t/state"), 64);
    assertThat(clone.object(512))
        .isEqualTo("memory-backend-file,id=mem,size=512M,mem-path=/t/memory,share=off");
    CommandLine line =
        new CommandLine(
            Path.of("/usr/bin/qemu-system-x86_64"),
            new QemuVersion(7, 2),
            Accelerator.TCG,
            "pc-q35-7.2",
            2,
            512,
            clone,
            new BootSource.Kernel(Path.of("/c/vmlinux"), Path.of("/c/initrd")),
            new SeedDisk.None(),
            List.of(),
            "jmachine/dev/u1",
            new UUID(1, 2),
            new UUID(3, 4),
            FILES);
    assertThat(line.argv())
        .containsSequence("-accel", "tcg,thread=multi,tb-size=64")
        .containsSequence("-incoming", "defer")
        .containsSequence("-D", FILES.log().toString());
    assertThat(String.join(" ", line.argv())).doesNotContain("hostfwd");
  }

  @Test
  void versionsAreReadFromWhatQemuPrints() {
    assertThat(QemuVersion.parse("QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18)"))
        .isEqualTo(new QemuVersion(7, 2));
    assertThat(QemuVersion.parse("QEMU emulator version 10.0.13").machineType())
        .isEqualTo("pc-q35-10.0");
  }

  private static CommandLine line(
      QemuVersion version, Accelerator accelerator, BootSource boot, SeedDisk seed) {
    return new CommandLine(
        Path.of("/usr/bin/qemu-system-x86_64"),
        version,
        accelerator,
        version.machineType(),
        2,
        1024,
        new GuestMemory.Anonymous(),
        boot,
        seed,
        PORTS,
        "jmachine/dev/u1",
        new UUID(1, 2),
        new UUID(3, 4),
        FILES);
  }
}
