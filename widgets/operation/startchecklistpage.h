// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/page.h"
#include "widgets/operation/startchecklist.h"

#include <QtCore/QHash>

class QButtonGroup;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace cytoloom {

class ElidedLabel;
class IdentityToken;

/// Everything that must be settled before a batch starts, on one screen: eight groups at the left,
/// red or green with the word, what is behind the chosen one with its proofs at the right. Start is
/// possible when all is settled; an item may be passed over only where it allows it, by a person
/// with a reason. The identity is scanned from the record and from the material, and both must be
/// that of the batch; nothing and nobody passes over it. GUI thread.
class StartChecklistPage final : public Page
{
    Q_OBJECT

public:
    explicit StartChecklistPage(const Theme &theme, QWidget *parent = nullptr);

    /// The batch that is to start. Another one empties scans and exceptions.
    void setBatch(const BatchHeader &header, const LocalizedText &product, const QString &recipe);
    [[nodiscard]] CheckState groupState(ChecklistItem::Group group) const;
    void chooseGroup(ChecklistItem::Group group);
    /// Why it cannot start, a sentence; empty: it can.
    [[nodiscard]] QString problem() const;
    [[nodiscard]] ChecklistResult result() const;

public Q_SLOTS:
    /// As known now; may come again and again while the page is open.
    void setItems(const QVector<cytoloom::ChecklistItem> &items);
    void setPerson(const cytoloom::PersonId &person);
    void setKnownPersons(const QStringList &codedNames);
    void showRefusal(const QString &text); ///< of the engine; empty: none

Q_SIGNALS:
    void startRequested(const cytoloom::ChecklistResult &result);
    void proofRequested(const QString &item);
    void clearanceRequested(); ///< the clearance group's action: its page
    void refreshRequested(); ///< look again at plant and lots
    void cancelled();

protected:
    void retranslate() override;
    void restyle() override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void fillDetails();
    void addItem(const ChecklistItem &item);
    void addIdentity();
    void scanned(QLineEdit *field, QString *scan);
    void askException(const ChecklistItem &item);
    [[nodiscard]] QVector<ChecklistItem> itemsOf(ChecklistItem::Group group) const;
    [[nodiscard]] QString groupDetail(ChecklistItem::Group group) const;
    [[nodiscard]] QString itemText(const ChecklistItem &item) const;

    BatchHeader m_header;
    LocalizedText m_product;
    QString m_recipe;
    QVector<ChecklistItem> m_items;
    QHash<QString, ChecklistException> m_exceptions;
    QString m_recordScan;
    QString m_materialScan;
    PersonId m_person;
    QStringList m_known;
    QString m_refusal;
    ChecklistItem::Group m_chosen = ChecklistItem::Group::Recipe;
    bool m_filled = false;

    IdentityToken *m_token;
    QLabel *m_title;
    QLabel *m_count;
    QVector<CheckRow *> m_rows;
    QButtonGroup *m_group;
    QLabel *m_detailTitle;
    QWidget *m_details;
    QVBoxLayout *m_detailLayout;
    QPushButton *m_again;
    QPushButton *m_cancel;
    QLabel *m_hint;
    QPushButton *m_start;
};

} // namespace cytoloom
