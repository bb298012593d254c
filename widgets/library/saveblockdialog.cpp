// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/library/saveblockdialog.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

SaveBlockDialog::SaveBlockDialog(
    const Theme &theme, const QMap<QString, int> &known, const LocalizedText &name, QWidget *parent)
    : QDialog(parent)
    , m_known(known)
    , m_en(new QLineEdit(name.en))
    , m_zh(new QLineEdit(name.zh))
    , m_noteEn(new QLineEdit)
    , m_noteZh(new QLineEdit)
    , m_hint(new QLabel)
    , m_save(new QPushButton(tr("Save block")))
{
    setObjectName(u"save-block"_s);
    setWindowTitle(tr("Save the selection as a block"));
    setPalette(theme.palette());
    setMinimumWidth(480);
    m_en->setObjectName(u"block-en"_s);
    m_zh->setObjectName(u"block-zh"_s);
    m_noteEn->setObjectName(u"block-note-en"_s);
    m_noteZh->setObjectName(u"block-note-zh"_s);
    m_hint->setObjectName(u"block-hint"_s);
    m_hint->setProperty("role", u"muted"_s);
    m_hint->setWordWrap(true);
    m_save->setObjectName(u"block-save"_s);
    m_save->setProperty("role", u"primary"_s);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    auto *form = new QFormLayout;
    form->addRow(tr("Name (English)"), m_en);
    form->addRow(tr("Name (Chinese)"), m_zh);
    form->addRow(tr("Note (English)"), m_noteEn);
    form->addRow(tr("Note (Chinese)"), m_noteZh);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space5, Theme::space5, Theme::space5, Theme::space5);
    layout->setSpacing(Theme::space3);
    layout->addLayout(form);
    layout->addWidget(m_hint);
    layout->addLayout(buttons);
    connect(m_en, &QLineEdit::textChanged, this, &SaveBlockDialog::check);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, [this] {
        Q_EMIT confirmed({m_en->text().trimmed(), m_zh->text().trimmed()},
            {m_noteEn->text().trimmed(), m_noteZh->text().trimmed()});
        accept();
    });
    check();
}

void SaveBlockDialog::check()
{
    const QString name = m_en->text().trimmed();
    m_save->setEnabled(!name.isEmpty());
    m_hint->setText(name.isEmpty() ? tr("Give it an English name; the Chinese one may follow.")
            : m_known.contains(name)
            ? tr("There is a block of this name: this becomes its version %1.")
                  .arg(m_known.value(name) + 1)
            : tr("A new block, version 1."));
}

} // namespace cytoloom
