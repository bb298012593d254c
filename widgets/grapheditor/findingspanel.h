// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/profile.h"
#include "widgets/common/page.h"
#include "widgets/grapheditor/findingdetail.h"
#include "widgets/itemmodels/findingmodel.h"

#include <QtWidgets/QStyledItemDelegate>

class QLabel;
class QListView;
class QStackedLayout;

namespace cytoloom {

/// A finding as a card: severity shape, rule, sentence, place with remedy, and the repair if there
/// is one.
class FindingDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void setTheme(const Theme &theme) { m_theme = theme; }
    void setFixLabels(const QStringList &labels) { m_fixes = labels; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(
        const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

Q_SIGNALS:
    void fixClicked(int row);

private:
    [[nodiscard]] QRect fixRect(const QStyleOptionViewItem &option, int row) const;

    Theme m_theme = Theme::light();
    QStringList m_fixes;
};

/// All findings of the last validation; a click goes to the place and tells the finding whole at
/// the side. GUI thread.
class FindingsPanel final : public Page
{
    Q_OBJECT

public:
    explicit FindingsPanel(const Theme &theme, QWidget *parent = nullptr);

    void setFindings(const QVector<Finding> &findings, const MasterRecipe &recipe);
    void setProfile(Profile profile) { m_detail->setProfile(profile); }
    [[nodiscard]] FindingModel *model() const { return m_model; }
    [[nodiscard]] QListView *list() const { return m_list; }

Q_SIGNALS:
    void activated(const cytoloom::Finding &finding);
    void fixRequested(const cytoloom::Finding &finding);
    void waiverRequested(const cytoloom::Finding &finding, const QString &reason);
    void showRequested(const cytoloom::FindingPlace &place);

protected:
    void retranslate() override;
    void restyle() override;

private:
    void relabel();
    void choose(int row);
    [[nodiscard]] QString fixLabel(const Finding &finding) const;

    FindingModel *m_model;
    FindingDelegate *m_delegate;
    QListView *m_list;
    QLabel *m_clean;
    FindingDetail *m_detail;
    QStackedLayout *m_stack;
    QString m_chosen; ///< approval key of the finding that is told at the side
    MasterRecipe m_recipe;
};

} // namespace cytoloom
