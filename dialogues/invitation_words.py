"""The headings around an invitation in each language that it can be written in.

Those in Swedish and English are translated as all other texts of ours are. The others stand here; they are ours and
have been read by nobody else yet, so a municipality has somebody who speaks the language look at a print before it
hangs. Statutory texts are never among them.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override


@dataclass(frozen=True)
class InvitationWords:
    """What stands above and between the texts of an invitation."""

    invited: str
    influence: str
    decided: str
    promise: str
    practical: str
    read_more: str
    questions: str
    machine: str
    outdated: str


_OTHERS = {
    "ar": InvitationWords(
        "أنت مدعو للمشاركة", "ما الذي يمكنك التأثير فيه", "من يقرر ومتى", "متى وكيف ستحصل على جواب", "أين ومتى",
        "اقرأ المزيد وشارك", "هل لديك أسئلة؟", "ترجمة آلية لم تتم مراجعتها.", "تغيّر النص الأصلي بعد ترجمته.",
    ),
    "so": InvitationWords(
        "Waa lagugu casuumay", "Waxa aad saameyn karto", "Yaa go’aaminaya, goorma",
        "Goorma iyo sidee jawaab kuu imaan doontaa", "Halkee iyo goorma", "Wax badan akhri oo ka qayb qaado",
        "Ma qabtaa su’aalo?", "Mashiin ayaa turjumay, lama hubin.", "Qoraalkii asalka ahaa waa la beddelay.",
    ),
    "fi": InvitationWords(
        "Tervetuloa mukaan", "Mihin voit vaikuttaa", "Kuka päättää ja milloin", "Milloin ja miten saat vastauksen",
        "Missä ja milloin", "Lue lisää ja osallistu", "Kysyttävää?", "Konekäännös, jota ei ole tarkistettu.",
        "Alkuperäinen teksti on muuttunut kääntämisen jälkeen.",
    ),
    "fa": InvitationWords(
        "از شما دعوت می‌شود", "بر چه چیزی می‌توانید تأثیر بگذارید", "چه کسی و چه زمانی تصمیم می‌گیرد",
        "چه زمانی و چگونه پاسخ می‌گیرید", "کجا و چه زمانی", "بیشتر بخوانید و شرکت کنید", "پرسشی دارید؟",
        "ترجمهٔ ماشینی، بازبینی نشده.", "متن اصلی پس از ترجمه تغییر کرده است.",
    ),
    "tr": InvitationWords(
        "Davetlisiniz", "Neyi etkileyebilirsiniz", "Kim, ne zaman karar veriyor", "Ne zaman ve nasıl yanıt alacaksınız",
        "Nerede ve ne zaman", "Daha fazla okuyun ve katılın", "Sorularınız mı var?",
        "Makine çevirisi, kontrol edilmedi.", "Asıl metin çeviriden sonra değişti.",
    ),
    "bs": InvitationWords(
        "Pozvani ste", "Na šta možete uticati", "Ko odlučuje i kada", "Kada i kako ćete dobiti odgovor", "Gdje i kada",
        "Pročitajte više i učestvujte", "Imate pitanja?", "Mašinski prevod, nije pregledan.",
        "Izvorni tekst je promijenjen nakon prevoda.",
    ),
    "hr": InvitationWords(
        "Pozvani ste", "Na što možete utjecati", "Tko odlučuje i kada", "Kada i kako ćete dobiti odgovor",
        "Gdje i kada", "Pročitajte više i sudjelujte", "Imate pitanja?", "Strojni prijevod, nije pregledan.",
        "Izvorni tekst promijenjen je nakon prijevoda.",
    ),
    "sr": InvitationWords(
        "Pozvani ste", "Na šta možete da utičete", "Ko odlučuje i kada", "Kada i kako ćete dobiti odgovor",
        "Gde i kada", "Pročitajte više i učestvujte", "Imate pitanja?", "Mašinski prevod, nije pregledan.",
        "Izvorni tekst je promenjen posle prevoda.",
    ),
    "pl": InvitationWords(
        "Zapraszamy", "Na co możesz mieć wpływ", "Kto i kiedy decyduje", "Kiedy i jak otrzymasz odpowiedź",
        "Gdzie i kiedy", "Przeczytaj więcej i weź udział", "Masz pytania?",
        "Tłumaczenie maszynowe, niesprawdzone.", "Tekst źródłowy zmienił się po przetłumaczeniu.",
    ),
    "es": InvitationWords(
        "Te invitamos a participar", "En qué puedes influir", "Quién decide y cuándo",
        "Cuándo y cómo recibirás respuesta", "Dónde y cuándo", "Lee más y participa", "¿Tienes preguntas?",
        "Traducción automática, sin revisar.", "El texto original ha cambiado después de la traducción.",
    ),
    "uk": InvitationWords(
        "Запрошуємо вас", "На що ви можете вплинути", "Хто і коли вирішує", "Коли і як ви отримаєте відповідь",
        "Де і коли", "Читайте більше та беріть участь", "Маєте запитання?",
        "Машинний переклад, не перевірений.", "Оригінал змінився після перекладу.",
    ),
    "ru": InvitationWords(
        "Приглашаем вас", "На что вы можете повлиять", "Кто и когда решает", "Когда и как вы получите ответ",
        "Где и когда", "Читайте дальше и участвуйте", "Есть вопросы?", "Машинный перевод, не проверен.",
        "Оригинал изменился после перевода.",
    ),
    "sq": InvitationWords(
        "Jeni të ftuar", "Në çfarë mund të ndikoni", "Kush vendos dhe kur", "Kur dhe si do të merrni përgjigje",
        "Ku dhe kur", "Lexoni më shumë dhe merrni pjesë", "Keni pyetje?",
        "Përkthim automatik, i parishikuar.", "Teksti origjinal ka ndryshuar pas përkthimit.",
    ),
}  # fmt: skip


def words_in(language: str) -> InvitationWords:
    """Return the headings in one of LANGUAGES."""
    if language in _OTHERS:
        return _OTHERS[language]
    with override("en" if language == "en" else settings.LANGUAGE_CODE):
        return InvitationWords(
            invited=_("You are invited"),
            influence=_("What you can influence"),
            decided=_("Who decides, and when"),
            promise=_("When and how you get an answer"),
            practical=_("Where and when"),
            read_more=_("Read more and take part"),
            questions=_("Questions?"),
            machine=_("Translated by a machine, not reviewed."),
            outdated=_("The original has changed since this was translated."),
        )
