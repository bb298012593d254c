// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QVector>

#include <limits>

namespace cytoloom {

/// The part of a TimeNetwork that one question looks at: what is known about each vertex, forgotten
/// at once for the next question. One question at a time.
class TimeRegion
{
public:
    static constexpr qint64 Never = std::numeric_limits<qint64>::min() / 4;

    struct Vertex
    {
        qint64 before = Never; ///< ms from here to the moment that is asked from, at least
        qint64 after = Never; ///< ms from that moment to here, at most
        int via = -1; ///< the arc that decides `after`
        int beforeRound = 0; ///< `before` is known in the question of that number
        int afterRound = 0;
    };

    explicit TimeRegion(int vertices)
        : m_vertices(vertices)
    { }

    void ask()
    {
        ++m_round;
        members.clear();
        way.clear();
    }
    [[nodiscard]] const Vertex &operator[](int vertex) const { return m_vertices[vertex]; }
    Vertex &at(int vertex) { return m_vertices[vertex]; }
    [[nodiscard]] bool isBefore(int vertex) const
    {
        return m_vertices[vertex].beforeRound == m_round;
    }
    [[nodiscard]] bool isAfter(int vertex) const
    {
        return m_vertices[vertex].afterRound == m_round;
    }
    /// Both do nothing where the vertex is known already.
    void addBefore(int vertex, qint64 time)
    {
        if (isBefore(vertex))
            return;
        m_vertices[vertex].before = time;
        m_vertices[vertex].beforeRound = m_round;
        members.append(vertex);
    }
    void addAfter(int vertex)
    {
        if (isAfter(vertex))
            return;
        m_vertices[vertex].after = Never;
        m_vertices[vertex].via = -1;
        m_vertices[vertex].afterRound = m_round;
        way.append(vertex);
    }

    QVector<int> members; ///< with `before`
    QVector<int> way; ///< with `after`

private:
    QVector<Vertex> m_vertices;
    int m_round = 0;
};

} // namespace cytoloom
