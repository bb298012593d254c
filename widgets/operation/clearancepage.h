// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "widgets/common/page.h"

#include <QtCore/QHash>
#include <QtCore/QMetaType>
#include <QtCore/QStringList>
#include <QtCore/QVector>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace cytoloom {

class CheckRow;
class PersonSlot;

/// What is looked at before a unit is given to the next batch (清场). A value.
struct ClearanceForm
{
    struct Item
    {
        QString id; ///< stands in the record
        LocalizedText text;
        friend bool operator==(const Item &, const Item &) = default;
    };
    UnitId unit;
    LocalizedText unitName;
    RoomId room;
    BatchId previous; ///< that left it
    LocalizedText previousProduct;
    QString checklist; ///< form number and version
    QVector<Item> items;
    friend bool operator==(const ClearanceForm &, const ClearanceForm &) = default;

    /// Material, labels and documents, single-use, surfaces, waste, status label.
    [[nodiscard]] static QVector<Item> usualItems();
};

/// A line clearance as two people state it.
struct ClearanceRecord
{
    UnitId unit;
    BatchId previous;
    QString checklist;
    QStringList items; ///< all of the form: checked and found in order
    QString remark;
    QString photoBefore; ///< file name; empty: none
    QString photoAfter;
    PersonId person;
    PersonId verifiedBy; ///< somebody else
    friend bool operator==(const ClearanceRecord &, const ClearanceRecord &) = default;
};

/// Line clearance of one unit: each item is found in order or not, two different people sign, and
/// only a unit whose every item is in order is given free. GUI thread.
class ClearancePage final : public Page
{
    Q_OBJECT

public:
    explicit ClearancePage(const Theme &theme, QWidget *parent = nullptr);

    void setForm(const ClearanceForm &form); ///< another unit empties what was entered
    /// Answer to photoRequested().
    void setPhoto(bool after, const QString &fileName);
    [[nodiscard]] QString problem() const; ///< empty: it can be given free
    [[nodiscard]] ClearanceRecord record() const;

public Q_SLOTS:
    void setPerson(const cytoloom::PersonId &person);
    void setKnownPersons(const QStringList &codedNames);
    void showRefusal(const QString &text);

Q_SIGNALS:
    void cleared(const cytoloom::ClearanceRecord &record);
    void photoRequested(bool after); ///< the app asks for a file or the camera
    void closed();

protected:
    void retranslate() override;
    void restyle() override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Line
    {
        CheckRow *row;
        QPushButton *good;
        QPushButton *bad;
    };
    void refresh();
    void makeLines();
    void setResult(int index, std::optional<bool> good);

    ClearanceForm m_form;
    QHash<QString, bool> m_results; ///< by item; absent: not looked at yet
    QString m_photos[2];
    PersonId m_signedIn;
    QString m_refusal;
    QVector<Line> m_lines;

    QPushButton *m_back;
    QLabel *m_title;
    QLabel *m_previous;
    QWidget *m_list;
    QVBoxLayout *m_listLayout;
    QLabel *m_photoWord;
    QPushButton *m_photoButtons[2];
    QLabel *m_remarkWord;
    QPlainTextEdit *m_remark;
    PersonSlot *m_performed;
    PersonSlot *m_verified;
    QLabel *m_hint;
    QPushButton *m_clear;
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::ClearanceRecord)
