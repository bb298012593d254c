// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/clearancepage.h"

#include "widgets/operation/checkrow.h"
#include "widgets/operation/personslot.h"
#include "widgets/operation/touch.h"

#include <QtCore/QFileInfo>
#include <QtGui/QPainter>
#include <QtGui/QPixmap>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

QVector<ClearanceForm::Item> ClearanceForm::usualItems()
{
    return {{u"material"_s,
                {u"No material, sample or intermediate of the previous batch is left"_s,
                    u"无上批物料、样品、中间产品遗留"_s}},
        {u"documents"_s,
            {u"Labels and documents of the previous batch are removed and counted"_s,
                u"上批标签与文件已清离并核对数量"_s}},
        {u"single-use"_s,
            {u"Single-use sets and bags are dismantled and disposed of"_s,
                u"一次性管路与袋已拆除并处置"_s}},
        {u"surfaces"_s,
            {u"Surfaces and equipment are clean, disinfected and dry"_s,
                u"台面与设备已清洁、消毒并干燥"_s}},
        {u"waste"_s,
            {u"Waste is taken out, positive material inactivated"_s,
                u"废弃物已移出, 阳性材料已灭活"_s}},
        {u"status"_s,
            {u"The status label shows “cleaned” and is valid"_s,
                u"状态标识为“已清洁”且在有效期内"_s}}};
}

ClearancePage::ClearancePage(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_back(touch::button(this, u"clearance-back"_s))
    , m_title(touch::label(this, Theme::panelSection, true))
    , m_previous(touch::label(this, Theme::panelCaption, false, true))
    , m_list(new QWidget)
    , m_listLayout(new QVBoxLayout(m_list))
    , m_photoWord(touch::label(this, 15))
    , m_photoButtons {touch::button(this, u"photo-before"_s), touch::button(this, u"photo-after"_s)}
    , m_remarkWord(touch::label(this, 15))
    , m_remark(new QPlainTextEdit(this))
    , m_performed(new PersonSlot(theme, u"performed-by"_s, this))
    , m_verified(new PersonSlot(theme, u"verified-by"_s, this))
    , m_hint(touch::label(this, Theme::panelCaption, false, true))
    , m_clear(touch::bigButton(this, u"clearance-clear"_s, u"primary"_s))
{
    setObjectName(u"clearance"_s);
    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::space4);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_previous);
    head->addWidget(m_back);
    head->addLayout(words, 1);
    m_listLayout->setContentsMargins(0, 0, touch::gap(), 0);
    m_listLayout->setSpacing(touch::gap());
    auto *photos = new QHBoxLayout;
    photos->setSpacing(touch::gap());
    for (QPushButton *button : m_photoButtons) {
        button->setMinimumHeight(96);
        button->setIconSize({132, 84});
        photos->addWidget(button, 1);
    }
    m_remark->setObjectName(u"clearance-remark"_s);
    m_remark->setFont(Theme::font(Theme::panelCaption));
    m_remark->setTabChangesFocus(true);
    m_remark->setMinimumHeight(64);
    m_performed->setDifferentFrom(m_verified);
    m_verified->setDifferentFrom(m_performed);
    auto *right = new QVBoxLayout;
    right->setSpacing(Theme::space2);
    right->addWidget(m_photoWord);
    right->addLayout(photos);
    right->addWidget(m_remarkWord);
    right->addWidget(m_remark, 1);
    right->addWidget(m_performed);
    right->addSpacing(Theme::space2);
    right->addWidget(m_verified);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(Theme::space4);
    middle->addWidget(touch::scroller(this, m_list), 8);
    middle->addLayout(right, 5);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(touch::gap());
    foot->addWidget(m_hint, 8);
    foot->addWidget(m_clear, 5);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space4, Theme::space3, Theme::space4, Theme::space4);
    layout->setSpacing(Theme::space3);
    layout->addLayout(head);
    layout->addLayout(middle, 1);
    layout->addLayout(foot);
    connect(m_back, &QPushButton::clicked, this, &ClearancePage::closed);
    for (int i = 0; i < 2; ++i)
        connect(m_photoButtons[i], &QPushButton::clicked, this,
            [this, i] { Q_EMIT photoRequested(i == 1); });
    for (PersonSlot *slot : {m_performed, m_verified})
        connect(slot, &PersonSlot::changed, this, &ClearancePage::refresh);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        if (problem().isEmpty())
            Q_EMIT cleared(record());
    });
    restyle();
    retranslate();
}

void ClearancePage::setForm(const ClearanceForm &form)
{
    if (form.unit != m_form.unit || form.previous != m_form.previous) {
        m_results.clear();
        m_photos[0].clear();
        m_photos[1].clear();
        m_remark->clear();
        m_refusal.clear();
        m_performed->setPerson({});
        m_verified->setPerson({});
    }
    m_form = form;
    makeLines();
    retranslate();
}

void ClearancePage::setPhoto(bool after, const QString &fileName)
{
    m_photos[after ? 1 : 0] = fileName;
    retranslate();
}

void ClearancePage::setPerson(const PersonId &person)
{
    m_signedIn = person;
}

void ClearancePage::setKnownPersons(const QStringList &codedNames)
{
    m_performed->setKnown(codedNames);
    m_verified->setKnown(codedNames);
}

void ClearancePage::showRefusal(const QString &text)
{
    m_refusal = text;
    refresh();
}

void ClearancePage::makeLines()
{
    while (QLayoutItem *item = m_listLayout->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    m_lines.clear();
    for (int i = 0; i < m_form.items.size(); ++i) {
        auto *box = new QWidget(m_list);
        auto *layout = new QHBoxLayout(box);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(touch::gap());
        Line line {new CheckRow(theme(), box), touch::button(box, u"good-"_s + m_form.items[i].id),
            touch::button(box, u"bad-"_s + m_form.items[i].id)};
        line.row->setEnabled(true);
        line.row->setFocusPolicy(Qt::NoFocus);
        line.row->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
        line.row->setMinimumHeight(72);
        layout->addWidget(line.row, 1);
        for (QPushButton *button : {line.good, line.bad}) {
            button->setCheckable(true);
            button->setMinimumSize(100, 72);
            layout->addWidget(button);
        }
        connect(line.good, &QPushButton::clicked, this,
            [this, i](bool on) { setResult(i, on ? std::optional(true) : std::nullopt); });
        connect(line.bad, &QPushButton::clicked, this,
            [this, i](bool on) { setResult(i, on ? std::optional(false) : std::nullopt); });
        m_listLayout->addWidget(box);
        m_lines << line;
    }
    m_listLayout->addStretch();
}

void ClearancePage::setResult(int index, std::optional<bool> good)
{
    const QString &id = m_form.items[index].id;
    if (good)
        m_results.insert(id, *good);
    else
        m_results.remove(id);
    // Who had signed had signed something else.
    m_performed->setPerson({});
    m_verified->setPerson({});
    m_refusal.clear();
    refresh();
}

QString ClearancePage::problem() const
{
    if (m_form.unit.isEmpty())
        return tr("No unit waits for its line clearance.");
    const auto open = m_form.items.size() - m_results.size();
    if (open > 0)
        return tr("%n item(s) still to be looked at.", nullptr, int(open));
    for (const ClearanceForm::Item &item : m_form.items) {
        if (!m_results.value(item.id))
            return tr("Not in order: %1. Put it right, then look again.")
                .arg(item.text.in(language()));
    }
    if (m_performed->person().isEmpty() || m_verified->person().isEmpty())
        return tr("Two different people sign.");
    return {};
}

ClearanceRecord ClearancePage::record() const
{
    ClearanceRecord record;
    record.unit = m_form.unit;
    record.previous = m_form.previous;
    record.checklist = m_form.checklist;
    for (const ClearanceForm::Item &item : m_form.items)
        record.items << item.id;
    record.remark = m_remark->toPlainText().trimmed();
    record.photoBefore = m_photos[0];
    record.photoAfter = m_photos[1];
    record.person = m_performed->person();
    record.verifiedBy = m_verified->person();
    return record;
}

void ClearancePage::refresh()
{
    bool allGood = !m_form.items.isEmpty();
    for (int i = 0; i < m_lines.size(); ++i) {
        const ClearanceForm::Item &item = m_form.items[i];
        const auto result = m_results.constFind(item.id);
        const bool known = result != m_results.constEnd();
        allGood = allGood && known && *result;
        m_lines[i].row->setContent(!known ? CheckState::Open
                : *result                 ? CheckState::Passed
                                          : CheckState::Failed,
            item.text.in(language()), {});
        m_lines[i].good->setChecked(known && *result);
        m_lines[i].bad->setChecked(known && !*result);
        m_lines[i].good->setText(tr("In order"));
        m_lines[i].bad->setText(tr("Not"));
    }
    const QString early = allGood ? QString() : tr("After all items.");
    for (PersonSlot *slot : {m_performed, m_verified})
        slot->setBlocked(early);
    const QString why = problem();
    m_clear->setEnabled(why.isEmpty());
    m_hint->setText(!m_refusal.isEmpty() ? m_refusal
            : !why.isEmpty()
            ? why
            : tr("The unit is given free for the next batch; the clearance stands in the record."));
    touch::ink(m_hint, m_refusal.isEmpty() ? theme().muted : theme().rejected);
}

void ClearancePage::retranslate()
{
    m_back->setText(tr("Back"));
    QString title = tr("Line clearance: %1").arg(m_form.unit.value());
    const QString name = m_form.unitName.in(language());
    if (!name.isEmpty())
        title += u" · "_s + name;
    m_title->setText(title);
    QString previous = m_form.previous.isEmpty()
        ? tr("No batch was here since the last clearance.")
        : tr("Previous batch: %1 %2")
              .arg(m_form.previous.value(), m_form.previousProduct.in(language()));
    if (!m_form.room.isEmpty())
        previous += u" · "_s + tr("room %1").arg(m_form.room.value());
    if (!m_form.checklist.isEmpty())
        previous += u" · "_s + tr("form %1").arg(m_form.checklist);
    m_previous->setText(previous);
    m_photoWord->setText(tr("Photographs (optional)"));
    const QString words[] = {tr("Before…"), tr("After…")};
    for (int i = 0; i < 2; ++i) {
        const QPixmap picture(m_photos[i]);
        m_photoButtons[i]->setIcon(picture.isNull()
                ? QIcon()
                : QIcon(picture.scaled(264, 168, Qt::KeepAspectRatio, Qt::SmoothTransformation)));
        m_photoButtons[i]->setText(m_photos[i].isEmpty() ? words[i]
                : picture.isNull()                       ? QFileInfo(m_photos[i]).fileName()
                                                         : QString());
        m_photoButtons[i]->setAccessibleName(words[i]);
    }
    m_remarkWord->setText(tr("Remark (optional)"));
    m_performed->setTitle(tr("Performed by"));
    m_verified->setTitle(tr("Verified by a second person"));
    m_clear->setText(tr("Give the unit free"));
    m_performed->setLanguage(language());
    m_verified->setLanguage(language());
    refresh();
}

void ClearancePage::restyle()
{
    for (const Line &line : std::as_const(m_lines))
        line.row->setTheme(theme());
    m_performed->setTheme(theme());
    m_verified->setTheme(theme());
    m_back->setIcon(Theme::icon(u"left"_s, theme().muted));
    for (QLabel *label : {m_previous, m_photoWord, m_remarkWord})
        touch::ink(label, theme().muted);
    refresh();
}

void ClearancePage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().canvas);
}

} // namespace cytoloom
