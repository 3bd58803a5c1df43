from __future__ import annotations

import pytest

import fringe

WORKFLOW = {
    "apiVersion": "fringe.dev/v1alpha1",
    "kind": "Workflow",
    "metadata": {"name": "from-python"},
    "spec": {
        "inputs": [{"did": "demo:observation.uvfits"}],
        "image": {"size": 256, "cell": "2 arcsec", "stokes": "I", "psf": "skipped"},
        "clean": {"algorithm": "none"},
        "publish": {"scope": "demo", "dataset": "from-python", "rules": [{"rses": "tier=1", "copies": 1}]},
    },
}


@pytest.fixture(autouse=True)
def _takes_workflows(sky: fringe.Client) -> None:
    try:
        sky._http.json("/api/v1/workflows")
    except fringe.NotFoundError:
        pytest.skip("this service takes no workflows")


def test_a_workflow_is_submitted_and_watched(sky: fringe.Client) -> None:
    run = sky.submit(WORKFLOW)
    assert run.watch(progress=False, every=0.2, timeout=300).state == "succeeded"
    assert sky.run(run.id).status().fraction == 1
    image = sky.image("demo:from-python-dirty.fits")
    assert image.shape == (256, 256)
    assert image.data.max() == pytest.approx(0.25, rel=0.1)


def test_faults_of_a_workflow_name_its_fields(sky: fringe.Client) -> None:
    spec = {**WORKFLOW["spec"], "image": {"size": -3}}  # type: ignore[dict-item]
    with pytest.raises(fringe.InvalidRequestError, match=r"size"):
        sky.submit({**WORKFLOW, "spec": spec})
    with pytest.raises(fringe.InvalidRequestError, match="neither a file nor"):
        sky.submit("nowhere.yaml")
    with pytest.raises(fringe.NotFoundError):
        sky.run("nothing").status()
