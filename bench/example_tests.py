"""What the benches that run classes of examples/junit share."""
import pathlib
import re
import sys
import xml.etree.ElementTree

EXAMPLE = pathlib.Path(__file__).resolve().parent.parent / "examples/junit"


def class_path():
    """That of its integration tests, from the reports that `mvn verify` left, with JUnit's launcher."""
    for report in (EXAMPLE / "target/failsafe-reports").glob("TEST-*.xml"):
        for item in xml.etree.ElementTree.parse(report).iter("property"):
            if item.get("name") in ("surefire.test.class.path", "java.class.path") and ".jar:" in item.get("value"):
                path = item.get("value")
                engine = re.search(r"[^:]*junit-platform-engine[^:]*\.jar", path).group()
                return path + ":" + engine.replace("platform-engine", "platform-launcher")
    sys.exit(f"no report of {EXAMPLE}: mvn verify")
