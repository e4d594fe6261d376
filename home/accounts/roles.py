"""`sync_roles` gives each role that `rights` declares its group and its rights, and takes away nothing but TRANSLATE.

What matches no permission in the database yet is given when it exists, because this runs after every migration.
"""

from fnmatch import fnmatchcase
from functools import partial

from django.apps import apps as installed_apps
from django.db import transaction
from django.db.models.signals import post_migrate, post_save

from home.accounts.rights import ADMIN, LANGUAGE_ROLES, PRIVATE, ROLE_NAMES, ROLES, TRANSLATE


def only_translates(user):
    """Whether this person has roles of languages, and no other."""
    names = list(user.groups.values_list("name", flat=True))
    prefixes = tuple(f"{role.prefix}: " for role in LANGUAGE_ROLES)
    return bool(names) and not user.is_superuser and all(name.startswith(prefixes) for name in names)


def create_groups(apps, schema_editor):
    """For a migration. Rights come later, after all migrations, because they need the permissions."""
    Group = apps.get_model("auth", "Group")
    for name in ROLE_NAMES:
        Group.objects.using(schema_editor.connection.alias).get_or_create(name=name)


def _matching(patterns, permissions, private=False):
    found = []
    for permission in permissions:
        right = f"{permission.content_type.app_label}.{permission.codename}"
        if not private and any(fnmatchcase(right, pattern) for pattern in PRIVATE):
            continue
        if any(fnmatchcase(right, pattern) for pattern in patterns):
            found.append(permission)
    return found


def _permissions():
    from django.contrib.auth.models import Permission

    return list(Permission.objects.select_related("content_type"))


def _give_pages(group, page, kinds, permissions):
    from wagtail.models import GroupPagePermission

    for permission in _matching([f"wagtailcore.{kind}_page" for kind in kinds], permissions):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _withhold_translating(group, declared, permissions):
    """wagtail-localize gives Wagtail's Moderators the right to send for translation, before or after we are asked."""
    if TRANSLATE not in declared:
        group.permissions.remove(*_matching([TRANSLATE], permissions))


@transaction.atomic
def sync_roles():
    """Every declared role has its group and at least its declared rights."""
    from django.contrib.auth.models import Group
    from wagtail.models import Collection, GroupCollectionPermission, Locale, Page

    permissions = _permissions()
    root_page, root_collection = Page.get_first_root_node(), Collection.get_first_root_node()
    for role in ROLES:
        group, _ = Group.objects.get_or_create(name=role.name)
        group.permissions.add(*_matching(role.permissions, permissions, role.may_see_private))
        _withhold_translating(group, role.permissions, permissions)
        if root_page:
            _give_pages(group, root_page, role.pages, permissions)
        if root_collection:
            for permission in _matching(role.collections, permissions):
                # No unique constraint there, so filter() rather than trust get().
                key = {"group": group, "collection": root_collection, "permission": permission}
                if not GroupCollectionPermission.objects.filter(**key).exists():
                    GroupCollectionPermission.objects.create(**key)
    for locale in Locale.objects.all():
        sync_language_roles(locale, permissions)


@transaction.atomic
def sync_language_roles(locale, permissions=None):
    """Translators and reviewers of one language, with rights on its home page and what is below it."""
    from django.contrib.auth.models import Group

    from home.models import RetiredLanguage
    from home.translation.provisioning import give_workflow

    if RetiredLanguage.objects.locales().filter(locale=locale).exists():
        return
    permissions = _permissions() if permissions is None else permissions
    pages = list(_home_pages(locale))
    for role in LANGUAGE_ROLES:
        group, _ = Group.objects.get_or_create(name=role.name(locale))
        group.permissions.add(*_matching([ADMIN], permissions))
        _withhold_translating(group, [ADMIN], permissions)
        for page in pages:
            _give_pages(group, page, role.pages, permissions)
    for page in pages:
        give_workflow(page.specific)


def withhold_language_roles(locale):
    """A retired language: its groups keep their people, and have no right until it comes back."""
    from django.contrib.auth.models import Group
    from wagtail.models import GroupPagePermission

    for group in Group.objects.filter(name__in=[role.name(locale) for role in LANGUAGE_ROLES]):
        group.permissions.clear()
        GroupPagePermission.objects.filter(group=group).delete()


def _home_pages(locale):
    from wagtail.models import Page

    try:
        HomePage = installed_apps.get_model("home", "HomePage")
    except LookupError:
        return Page.objects.none()
    return Page.objects.filter(pk__in=HomePage.objects.filter(locale=locale, depth=2).values("pk"))


def on_locale_saved(sender, instance, created=False, raw=False, **kwargs):
    from home.translation.provisioning import make_home_soon

    if created and not raw:
        sync_language_roles(instance)
        make_home_soon(instance)


def on_home_page_created(sender, instance, created=False, raw=False, **kwargs):
    from home.translation.provisioning import make_homes_soon

    if created and not raw:
        sync_language_roles(instance.locale)
        if instance.is_original:
            make_homes_soon()


def on_migrated(sender, app_config=None, using="default", plan=None, **kwargs):
    """Once, after the last app with models, when all permissions exist."""
    from django.db import connections

    last = [config for config in installed_apps.get_app_configs() if config.models_module][-1]
    if sender is not last:
        return
    # Someone may have migrated one app only, or backwards.
    needed = {
        "auth_group",
        "wagtailcore_grouppagepermission",
        "wagtailcore_groupcollectionpermission",
        "home_homepage",
        "home_retiredlanguage",
        "wagtailcore_workflowpage",
        "django_tasks_database_dbtaskresult",
    }
    if needed <= set(connections[using].introspection.table_names()):
        from home.translation.provisioning import make_homes_soon

        sync_roles()
        make_homes_soon()


def connect():
    """From HomeConfig.ready."""
    from . import emails, second_factor

    uid = partial("home.accounts.roles.{}".format)
    post_save.connect(on_locale_saved, sender="wagtailcore.Locale", dispatch_uid=uid("locale"))
    post_save.connect(on_home_page_created, sender="home.HomePage", dispatch_uid=uid("home_page"))
    post_migrate.connect(on_migrated, dispatch_uid=uid("migrated"))
    emails.connect()
    second_factor.connect()
