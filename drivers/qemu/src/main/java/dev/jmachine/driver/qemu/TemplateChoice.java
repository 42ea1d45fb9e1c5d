package dev.jmachine.driver.qemu;

import dev.jmachine.driver.qemu.host.Accelerator;
import dev.jmachine.driver.qemu.template.TemplateKey;
import dev.jmachine.driver.qemu.vm.Qemu;

/**
 * What a create with certain options needs of a template.
 *
 * @param accelerator that guests run on here
 */
record TemplateChoice(QemuSettings settings, Qemu qemu, Accelerator accelerator, TemplateKey key) {}
