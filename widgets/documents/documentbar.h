// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/page.h"

class QHBoxLayout;
class QTabBar;
class QToolButton;

namespace cytoloom {

/// The open recipes as tabs: name, a dot while there are unsaved changes, a cross to close. Further
/// widgets (the version's state) stand at its right end. It knows no documents: the desk tells it
/// what there is, it tells the desk what was asked for. GUI thread.
class DocumentBar final : public Page
{
    Q_OBJECT

public:
    struct Tab
    {
        LocalizedText title;
        QString fileName; ///< shown as a hint
        bool modified = false;
        friend bool operator==(const Tab &, const Tab &) = default;
    };

    explicit DocumentBar(const Theme &theme, QWidget *parent = nullptr);

    /// What is open now; asks for nothing.
    void setTabs(const QVector<Tab> &tabs, int current);
    void addWidget(QWidget *widget); ///< takes it over
    /// "New from template": file → name.
    void setTemplates(const QVector<std::pair<QString, LocalizedText>> &templates);

Q_SIGNALS:
    void chosen(int tab);
    void closeRequested(int tab);
    void newRequested();
    void openRequested();
    void saveAsRequested();
    void templateRequested(const QString &fileName);
    void riskRequested(); ///< the risk view of the recipe on the page
    void compileRequested(); ///< its compile report as a file
    void proofRequested(); ///< its compile report as a page
    void importRequested(); ///< a BatchML file as a new recipe
    void exportRequested(); ///< the recipe on the page as BatchML
    void formulaRequested(); ///< the formula sets of the recipe on the page

protected:
    void retranslate() override;
    void restyle() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void show(int tab);
    [[nodiscard]] int nameWidth() const;

    QVector<Tab> m_what;
    QVector<std::pair<QString, LocalizedText>> m_templates;
    QTabBar *m_tabs;
    QToolButton *m_more;
    QHBoxLayout *m_row;
    bool m_filling = false;
};

} // namespace cytoloom
