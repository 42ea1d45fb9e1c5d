package dev.jmachine.core.driver;

/** Whether a create starts from a template. */
public enum TemplateUse {
  /** Where there is one that fits; else, or where it can't be resumed, from nothing. */
  IF_THERE,
  /** Always from nothing. */
  NEVER,
  /** From a template or not at all. */
  REQUIRED
}
