// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/utctime.h"
#include "widgets/common/page.h"

#include <QtCore/QVector>

class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace cytoloom {

class CardButton;

/// Something to begin with.
struct WelcomeCard
{
    QString id; ///< comes back in cardChosen()
    QString icon;
    LocalizedText title;
    LocalizedText text;
    LocalizedText facts;
};

struct RecentFile
{
    QString path;
    LocalizedText title;
    UtcTime opened {};
};

/// The first page of a first start: the demo plant and the recipes as cards, recent files,
/// language.
class WelcomePage final : public Page
{
    Q_OBJECT

public:
    explicit WelcomePage(const Theme &theme, QWidget *parent = nullptr);

public Q_SLOTS:
    void setCards(const QVector<cytoloom::WelcomeCard> &cards);
    void setRecentFiles(const QVector<cytoloom::RecentFile> &files);

Q_SIGNALS:
    void cardChosen(const QString &id);
    void fileChosen(const QString &path);
    void openRequested();
    void newRecipeRequested();
    void languageRequested(cytoloom::Language language);

protected:
    void retranslate() override;
    void restyle() override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void arrange();

    QVector<WelcomeCard> m_cards;
    QVector<RecentFile> m_files;
    QLabel *m_logo;
    QLabel *m_title;
    QLabel *m_line;
    QLabel *m_begin;
    QLabel *m_recent;
    QLabel *m_noRecent;
    QPushButton *m_zh;
    QPushButton *m_en;
    QPushButton *m_open;
    QPushButton *m_new;
    QGridLayout *m_grid;
    QVBoxLayout *m_recentLayout;
    QVector<CardButton *> m_cardButtons;
    QVector<QPushButton *> m_fileButtons;
    int m_columns = 0;
};

} // namespace cytoloom
