// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/persondialog.h"

#include <QtCore/QRegularExpression>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

PersonDialog::PersonDialog(
    const Theme &theme, const QStringList &known, const QString &current, QWidget *parent)
    : QDialog(parent)
    , m_title(new QLabel(tr("Who is here?")))
    , m_name(new QLineEdit)
    , m_hint(new QLabel)
    , m_take(new QPushButton(tr("Take over")))
{
    setObjectName(u"person-dialog"_s);
    setWindowTitle(tr("Who is here?"));
    m_title->setFont(Theme::font(Theme::panelSection, true));
    auto *grid = new QGridLayout;
    grid->setSpacing(Theme::space3);
    for (int i = 0; i < known.size(); ++i) {
        auto *button = new QPushButton(known[i]);
        button->setObjectName(u"person-"_s + known[i]);
        button->setIcon(Theme::icon(u"person"_s, theme.muted));
        button->setFont(Theme::font(Theme::panelBody));
        button->setMinimumSize(200, Theme::millimetres(15));
        button->setCheckable(true);
        button->setChecked(known[i] == current);
        button->setAutoDefault(false);
        grid->addWidget(button, i / 2, i % 2);
        connect(button, &QPushButton::clicked, this, [this, name = known[i]] { take(name); });
    }
    auto *other = new QLabel(tr("Somebody else: coded name"));
    m_name->setObjectName(u"person-name"_s);
    m_name->setMaxLength(40);
    m_take->setObjectName(u"person-take"_s);
    m_take->setProperty("role", u"primary"_s);
    for (QWidget *tall : {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_take)})
        tall->setMinimumHeight(Theme::millimetres(12));
    m_hint->setProperty("role", u"muted"_s);
    m_hint->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::space3);
    row->addWidget(m_name, 1);
    row->addWidget(m_take);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space5, Theme::space5, Theme::space5, Theme::space5);
    layout->setSpacing(Theme::space3);
    layout->addWidget(m_title);
    layout->addLayout(grid);
    layout->addSpacing(Theme::space2);
    layout->addWidget(other);
    layout->addLayout(row);
    layout->addWidget(m_hint);
    connect(m_name, &QLineEdit::textChanged, this, &PersonDialog::check);
    connect(m_take, &QPushButton::clicked, this, [this] { take(m_name->text().trimmed()); });
    check();
}

void PersonDialog::askForSignature()
{
    m_forSignature = true;
    setWindowTitle(tr("Who signs?"));
    m_title->setText(windowTitle());
    m_take->setText(tr("Sign as"));
    check();
}

void PersonDialog::check()
{
    static const QRegularExpression coded(u"^[\\w.-]{2,40}$"_s);
    const QString name = m_name->text().trimmed();
    const bool good = coded.match(name).hasMatch();
    m_take->setEnabled(good);
    m_hint->setText(name.isEmpty() || good
            ? m_forSignature ? tr("This name stands under this one signature.")
                             : tr("This name stands beside everything that is done from now on.")
            : tr("Letters, digits, '-', '_' and '.' only; at least two."));
}

void PersonDialog::take(const QString &name)
{
    Q_EMIT chosen(name);
    accept();
}

} // namespace cytoloom
