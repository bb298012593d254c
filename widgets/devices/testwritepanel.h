// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/plant/equipmentgateway.h"
#include "processgraph/plant/plant.h"
#include "widgets/common/page.h"

#include <QtCore/QHash>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace cytoloom {

/// One write to a device by hand, to try its profile. In two steps: the second names what will
/// happen. Refused, and why, while a batch is at work on the unit of the signal. GUI thread.
class TestWritePanel final : public Page
{
    Q_OBJECT

public:
    explicit TestWritePanel(const Theme &theme, QWidget *parent = nullptr);

    /// The signals of one device and the unit of each.
    void setTags(const QVector<TagDefinition> &tags, const QHash<TagId, UnitId> &units);
    /// Batch number by unit.
    void setBatchesAtWork(const QHash<UnitId, QString> &batches);
    void setValues(const QHash<TagId, TagValue> &values);

public Q_SLOTS:
    /// How the last write ended; of other tags it is ignored.
    void showOutcome(const cytoloom::WriteOutcome &outcome);

Q_SIGNALS:
    void writeRequested(const cytoloom::TagId &tag, double value);

protected:
    void retranslate() override;
    void restyle() override;

private:
    [[nodiscard]] const TagDefinition *current() const;
    [[nodiscard]] std::optional<double> wanted() const;
    void prepare();
    void cancel();
    void refresh();

    QVector<TagDefinition> m_tags; ///< writable ones
    QHash<TagId, UnitId> m_units;
    QHash<UnitId, QString> m_batches;
    QHash<TagId, TagValue> m_values;
    bool m_isAsking = false; ///< the second step is shown
    std::optional<WriteOutcome> m_outcome;
    TagId m_underway;
    QLabel *m_tagLabel;
    QComboBox *m_tag;
    QLabel *m_now;
    QLabel *m_valueLabel;
    QLineEdit *m_value;
    QLabel *m_unit;
    QPushButton *m_prepare;
    QWidget *m_question;
    QLabel *m_icon;
    QLabel *m_consequence;
    QPushButton *m_write;
    QPushButton *m_cancel;
    QLabel *m_result;
};

} // namespace cytoloom
