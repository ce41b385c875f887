"""Which ids a string names: invented wording in many languages, and strings that name none."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partner_kb.roles.vocabulary import KINDS, Vocabulary
from partner_kb.yaml_source import load_yaml

_FILE = Path(__file__).parent / "renderings.yml"

KNOWN = [
    ("en", "**Global** admin.", "global-admin"),
    ("en", "Sales Agents", "sales-agent"),
    ("en", "Helpdesk-agent", "helpdesk-agent"),
    ("en", "The user administrator", "user-admin"),
    ("en", "All Microsoft partners", "all-partners"),
    ("en", "All partners interested in selling hardware", "all-partners"),
    ("en", "Any MPN associated user account to read the contract", "any-mpn-user"),
    ("en", "Any account (AAD or MSA) that can sign in", "any-account"),
    ("en", "Primary contact CHIP admin", "primary-contact chip-admin"),
    ("en", "Owner or manager", "owner manager"),
    ("en", "Admin agent to open a request for a customer", "admin-agent"),
    ("en", "Partner Center: direct bill and indirect providers",
     "partner-center-direct-bill-indirect-providers"),
    ("en", "Partner Center and Partner Center API", "partner-center partner-center-api"),
    ("ru-RU", "Центр партнеров: прямые счета и непрямые поставщики",
     "partner-center-direct-bill-indirect-providers"),
    ("zh-TW", "計費系統管理員", "billing-admin"),
    ("pt-BR", "administradores globais", "global-admin"),
    ("pt-BR", "vendas do agente", "sales-agent"),
    ("pt-BR", "Proprietário da conta ou gerente", "account-owner manager"),
    ("pt-PT", "Agente de faturação", "billing-agent"),
    ("ru-RU", "администраторы учётных записей", "account-admin"),
    ("ru-RU", "Агент отдела продаж", "sales-agent"),
    ("ru-RU", "Владелец учетной записи и финансовый участник",
     "account-owner financial-contributor"),
    ("zh-CN", "“全局”管理员", "global-admin"),
    ("zh-CN", "财务参与者", "financial-contributor"),
    ("zh-CN", "由世纪互联运营的合作伙伴中心", "partner-center-21vianet"),
    ("zh-TW", "全域管理員", "global-admin"),
    ("zh-TW", "銷售代理人", "sales-agent"),
    ("de-DE", "Benutzerverwaltungsadministrator", "user-admin"),
    ("de-DE", "Administrator für Abrechnung", "billing-admin"),
    ("de-DE", "Helpdesk-Mitarbeiter", "helpdesk-agent"),
    ("de-DE", "Alle Partner Center-Benutzer", "all-users"),
    ("de-DE", "MPN-Partneradministrator", "mpn-partner-admin"),
    ("fr-FR", "Administrateur de la gestion des utilisateurs", "user-admin"),
    ("fr-FR", "Agent du support technique", "helpdesk-agent"),
    ("fr-FR", "Espace partenaires pour Microsoft Cloud for US Government",
     "partner-center-us-government"),
    ("fr-FR", "Tous les utilisateurs de l’Espace partenaires", "all-users"),
    ("es-ES", "Administrador de facturación", "billing-admin"),
    ("es-ES", "Agente del departamento de soporte técnico", "helpdesk-agent"),
    ("es-ES", "Centro de partners de Microsoft Cloud Alemania", "partner-center-germany"),
    ("it-IT", "Amministratore della gestione degli utenti", "user-admin"),
    ("it-IT", "Agente dell'assistenza", "helpdesk-agent"),
    ("ja-JP", "ユーザー管理の管理者", "user-admin"),
    ("ja-JP", "ヘルプデスク エージェント", "helpdesk-agent"),
    ("ja-JP", "すべてのパートナー センター ユーザー", "all-users"),
    ("ko-KR", "사용자 관리 관리자", "user-admin"),
    ("ko-KR", "영업 에이전트", "sales-agent"),
    ("pl-PL", "Administrator rozliczeń", "billing-admin"),
    ("cs-CZ", "Globální správce", "global-admin"),
    ("tr-TR", "Genel yönetici", "global-admin"),
    ("nl-NL", "Factureringsbeheerder", "billing-admin"),
    ("sv-SE", "Faktureringsadministratör", "billing-admin"),
    ("xx-XX", "Billing Admin", "billing-admin"),
    # a word that may be a filler, too
    ("pl-PL", "Administrator programu CPV", "cpv-admin"),
    ("pl-PL", "Administrator programu", "program-admin"),
    # a comma of CJK script begins what a role is there for
    ("ja-JP", "販売代理店は、新しい注文を作成します", "sales-agent"),
    # two words of one beginning, joined by a letter to what follows
    ("sv-SE", "Partner Sales Connect (PSC)-affärschef", "psc-deal-manager"),
    # what all partners want, between the words
    ("fr-FR", "Le propriétaire", "owner"),
    # articles and prepositions in one word with what follows them
    ("ar-SA", "مندوب لمبيعات", "sales-agent"),
    # Thai writes no blanks, between two names either
    ("th-TH", "ผู้ดูแลระบบส่วนกลางหรือตัวแทนขาย", "global-admin sales-agent"),
    # a vague word behind a comma is no role of its own
    ("da-DK", "Fakturering, administrator", "billing-admin"),
    ("de-DE", "Alle an neuen Programmen interessierten Partner", "all-partners"),
    ("zh-TW", "所有打算加入新計劃的合作夥伴", "all-partners"),
]  # fmt: skip

RENDERINGS = load_yaml(_FILE.read_text(encoding="utf-8"), str(_FILE)).value

UNKNOWN = [
    ("en", "Security admin"),
    ("en", "Support admin"),
    ("en", "Sales admin"),
    ("en", "Billing account reader"),
    ("en", "Agent"),
    ("en", "Partner Center for France"),
    ("en", "This article explains how to add users."),
    ("pt-BR", "Administrador de segurança"),
    ("pt-BR", "Este artigo explica a cobrança."),
    ("ru-RU", "Администратор безопасности"),
    ("zh-CN", "安全管理员"),
    ("zh-CN", "云解决方案"),
    ("de-DE", "Sicherheitsadministrator"),
    ("de-DE", "Zielgruppe"),
    ("ja-JP", "セキュリティ管理者"),
    ("fr-FR", "Administrateur de la sécurité"),
    ("fr-FR", "Conseiller en sécurité"),
    ("es-ES", "Administrador de seguridad"),
    ("it-IT", "Amministratore della sicurezza"),
    ("ko-KR", "보안 관리자"),
    ("pl-PL", "Administrator zabezpieczeń"),
    ("tr-TR", "Güvenlik yöneticisi"),
    ("nl-NL", "Beveiligingsbeheerder"),
    ("cs-CZ", "Správce zabezpečení"),
    ("sv-SE", "Säkerhetsadministratör"),
    ("da-DK", "Sikkerhedsadministrator"),
    ("nb-NO", "Sikkerhetsadministrator"),
    ("fi-FI", "Suojauksen järjestelmänvalvoja"),
    ("hu-HU", "Biztonsági rendszergazda"),
    ("id-ID", "Admin keamanan"),
    ("uk-UA", "Адміністратор безпеки"),
    ("sk-SK", "Správca zabezpečenia"),
    ("bg-BG", "Администратор на защитата"),
    ("ro-RO", "Administrator de securitate"),
    ("el-GR", "Διαχειριστής ασφαλείας"),
    ("he-IL", "מנהל אבטחה"),
    ("ar-SA", "مسؤول الأمان"),
    ("th-TH", "ผู้ดูแลระบบความปลอดภัย"),
    ("vi-VN", "Quản trị viên bảo mật"),
    ("hr-HR", "Administrator sigurnosti"),
    ("sl-SI", "Skrbnik za varnost"),
    ("et-EE", "Turbehaldur"),
    ("lv-LV", "Drošības administrators"),
    ("lt-LT", "Saugos administratorius"),
    ("en", "Support engineer"),
    ("en", "Seller"),
    ("de-DE", "Netzwerkadministrator"),
    ("de-DE", "Dieser Abschnitt gilt für alle Partner"),
    ("es-ES", "Administrador de red"),
    ("fr-FR", "Administrateur de service"),
    ("cs-CZ", "Správce sítě"),
    ("nl-NL", "Servicebeheerder"),
    ("hu-HU", "Rendszergazda"),
    ("ja-JP", "サービス管理者"),
    ("ko-KR", "네트워크 관리자"),
    ("he-IL", "מנהל רשת"),
    ("pl-PL", "Właściciel usługi"),
    ("zh-TW", "網路管理員"),
    ("ca-ES", "Administrador de seguretat"),
    ("de-DE", "Dieser Artikel erklärt die Abrechnung."),
    ("de-DE", "Lizenzadministrator"),
    ("es-ES", "Este artículo explica la facturación."),
    ("ja-JP", "この記事では請求について説明します。"),
    ("th-TH", "บทความนี้อธิบายการเรียกเก็บเงิน"),
    ("en", ""),
    ("en", "** **"),
    ("en", "Global admin " * 200),
]


@pytest.mark.parametrize(("locale", "text", "expected"), KNOWN)
def test_known(vocabulary: Vocabulary, locale: str, text: str, expected: str) -> None:
    assert vocabulary.recognise_all(text, locale) == tuple(expected.split())


@pytest.mark.parametrize(("locale", "text"), UNKNOWN)
def test_unknown(vocabulary: Vocabulary, locale: str, text: str) -> None:
    assert vocabulary.recognise_all(text, locale) == ()


def test_every_name_is_recognised_in_its_locale(vocabulary: Vocabulary) -> None:
    for entry in vocabulary.entries.values():
        for locale, name in entry.names.items():
            assert vocabulary.recognise(name, locale) == entry.id, (locale, name)


@pytest.mark.parametrize(
    ("expected", "locale", "text"),
    [(role, locale, text) for role, rows in RENDERINGS.items() for locale, text in rows.items()],
)
def test_renderings(vocabulary: Vocabulary, expected: str, locale: str, text: str) -> None:
    assert vocabulary.recognise_all(text, locale) == (expected,)


def test_the_words_of_a_name_mean_its_role_or_nothing(vocabulary: Vocabulary) -> None:
    """Names of another language are taken away; words alone must never say something else."""
    bare = replace(
        vocabulary,
        entries={
            entry.id: replace(entry, names={"en": entry.names["en"]}, aliases={})
            for entry in vocabulary.entries.values()
        },
        _indexes={},
    )
    met = asked = 0
    for entry in vocabulary.entries.values():
        rows = {locale: (name,) for locale, name in entry.names.items()}
        for locale, spellings in [*rows.items(), *entry.aliases.items()]:
            if locale == "*":
                continue
            for spelling in spellings:
                found = bare.recognise_all(spelling, locale)
                assert found in ((), (entry.id,)), (locale, spelling)
                asked += 1
                met += bool(found)
    print(f"\n{met} of {asked} names are met by their words", end="")
    assert met / asked >= 0.97


def test_no_spelling_means_two_roles(vocabulary: Vocabulary) -> None:
    for entry in vocabulary.entries.values():
        for locale, spellings in entry.aliases.items():
            for spelling in spellings:
                assert vocabulary.recognise(spelling, locale) == entry.id, (locale, spelling)


@pytest.mark.parametrize(
    ("locale", "name"),
    [("de-DE", "Abrechnungsadministrator"), ("fr-CA", "Administrateur de facturation"),
     ("es-MX", "Administrador de facturación"), ("zh-TW", "計費管理員"), ("zh-HK", "计费管理员"),
     ("pt-PT", "Administrador de faturação"), ("ja-JP", "課金管理者"),
     ("nb-NO", "Faktureringsadministrator")],
)  # fmt: skip
def test_added_locales_have_names(vocabulary: Vocabulary, locale: str, name: str) -> None:
    assert vocabulary.name("billing-admin", locale) == name


def test_labels_are_known_in_every_language_that_has_words(vocabulary: Vocabulary) -> None:
    for language in vocabulary.words["admin"]:
        for kind in KINDS:
            label = vocabulary.labels[kind][language][0]
            assert vocabulary.label(f"**{label}** :", language) == kind


def test_every_role_has_a_name_in_each_bundled_locale(vocabulary: Vocabulary) -> None:
    for entry in vocabulary.entries.values():
        assert set(entry.names) >= {"en", "pt-BR", "zh-CN", "ru-RU"}, entry.id


def test_whole_leaves_no_room_for_a_purpose(vocabulary: Vocabulary) -> None:
    text = "Admin agent to open a request"
    assert vocabulary.recognise_all(text, "en") == ("admin-agent",)
    assert vocabulary.recognise_all(text, "en", whole=True) == ()


def test_kind_narrows(vocabulary: Vocabulary) -> None:
    assert vocabulary.recognise("Partner Center", "en", "applies_to") == "partner-center"
    assert vocabulary.recognise("Partner Center", "en", "roles") is None


def test_implied_and_matching(vocabulary: Vocabulary) -> None:
    assert vocabulary.implied(["referrals-admin"]) == {"referrals-admin", "referrals-user"}
    assert vocabulary.matching(["sales-agent"]) == {"sales-agent", "all-users", "all-partners"}
    assert vocabulary.implied(["no-such-role"]) == {"no-such-role"}


def test_names_fall_back(vocabulary: Vocabulary) -> None:
    assert vocabulary.name("sales-agent", "pt-PT") == vocabulary.name("sales-agent", "pt-BR")
    assert vocabulary.name("sales-agent", "eo") == "Sales agent"
    assert vocabulary.name("nobody", "en") == "nobody"


@given(st.text(max_size=500), st.sampled_from(["en", "pt-BR", "zh-CN", "ru-RU", "de-DE", "zz"]))
def test_any_text_is_known_or_not(vocabulary: Vocabulary, text: str, locale: str) -> None:
    for identifier in vocabulary.recognise_all(text, locale):
        assert vocabulary.role(identifier)
