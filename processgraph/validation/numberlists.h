// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QVector>

#include <algorithm>
#include <span>

namespace cytoloom {

/// A look at numbers that stand in a row in somebody else's memory. As good as their owner.
class Numbers
{
public:
    Numbers() = default;
    explicit Numbers(std::span<const int> values)
        : m_values(values)
    { }

    [[nodiscard]] auto begin() const { return m_values.begin(); }
    [[nodiscard]] auto end() const { return m_values.end(); }
    [[nodiscard]] auto rbegin() const { return m_values.rbegin(); }
    [[nodiscard]] auto rend() const { return m_values.rend(); }
    [[nodiscard]] qsizetype size() const { return qsizetype(m_values.size()); }
    [[nodiscard]] bool isEmpty() const { return m_values.empty(); }
    [[nodiscard]] int first() const { return m_values.front(); }
    [[nodiscard]] int last() const { return m_values.back(); }
    [[nodiscard]] int operator[](qsizetype place) const { return m_values[size_t(place)]; }
    [[nodiscard]] bool contains(int value) const
    {
        return std::find(begin(), end(), value) != end();
    }
    [[nodiscard]] QVector<int> copy() const { return QVector<int>(begin(), end()); }

private:
    std::span<const int> m_values;
};

/// Many short lists of numbers, by a key 0 … size-1, in two arrays: an edit of a large recipe
/// builds dozens of them anew, and one allocation per list would be most of the time. A value.
class NumberLists
{
public:
    struct Entry
    {
        int key = 0;
        int value = 0;
    };

    NumberLists() = default;
    /// Within a key the entries keep their order. Linear.
    NumberLists(int size, const QVector<Entry> &entries)
        : m_starts(size + 1, 0)
        , m_values(entries.size())
    {
        int *starts = m_starts.data();
        for (const Entry &entry : entries)
            ++starts[entry.key + 1];
        for (int key = 0; key < size; ++key)
            starts[key + 1] += starts[key];
        QVector<int> place = m_starts;
        int *places = place.data();
        int *values = m_values.data();
        for (const Entry &entry : entries)
            values[places[entry.key]++] = entry.value;
    }

    [[nodiscard]] int size() const { return std::max(0, int(m_starts.size()) - 1); }
    [[nodiscard]] Numbers operator[](int key) const
    {
        const int *starts = m_starts.constData() + key;
        return Numbers({m_values.constData() + starts[0], size_t(starts[1] - starts[0])});
    }
    /// The same list, to be put in another order.
    [[nodiscard]] std::span<int> mutableList(int key)
    {
        return {m_values.data() + m_starts[key], size_t(m_starts[key + 1] - m_starts[key])};
    }
    /// Where the list of \p key begins, of all values.
    [[nodiscard]] int startOf(int key) const { return m_starts[key]; }

private:
    QVector<int> m_starts;
    QVector<int> m_values;
};

} // namespace cytoloom
