"""Options that several commands share."""

from pathlib import Path

import click

from helpline.embedded.instance import Instance


def _instance(_ctx: click.Context, _param: click.Parameter, folder: Path) -> Instance:
    return Instance(folder.absolute())


instance_option = click.option(
    "--instance",
    type=click.Path(file_okay=False, path_type=Path),
    callback=_instance,
    envvar="HELPLINE_INSTANCE",
    default="instance",
    show_default=True,
    help="Folder of the installation: secrets, keys, policy, data. [HELPLINE_INSTANCE]",
)
