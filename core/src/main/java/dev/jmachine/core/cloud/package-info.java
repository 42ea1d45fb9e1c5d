/**
 * What the drivers of clouds share: who may connect, the user data of a first boot, the tags that
 * say whose a resource is, and the one way to call an SDK. No SDK, and nothing of one cloud's.
 */
@NullMarked
package dev.jmachine.core.cloud;

import org.jspecify.annotations.NullMarked;
