// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/compiler/donorenvelope.h"
#include "processgraph/model/recipejson.h"

#include <chrono>
#include <cstdio>

using namespace cytoloom;

namespace {

double seconds(const ValidationInput &input, qint64 runs, int threads)
{
    EnvelopeOrder order;
    order.runs = runs;
    order.threads = threads;
    const auto start = std::chrono::steady_clock::now();
    const auto envelope = makeDonorEnvelope(input, Catalog::shipped(), order);
    if (!envelope) {
        std::fprintf(stderr, "%s\n", qPrintable(envelope.error().code()));
        return -1;
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

// bench_envelope RECIPE…: virtual runs per second on one and on two threads.
int main(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        const Result<MasterRecipe> recipe = readRecipeFile(QString::fromLocal8Bit(argv[i]));
        if (!recipe) {
            std::fprintf(stderr, "cannot read %s\n", argv[i]);
            return 2;
        }
        ValidationInput input;
        input.recipe = *recipe;
        const double warm = seconds(input, 100, 1);
        const double one = seconds(input, 10'000, 1);
        const double two = seconds(input, 10'000, 2);
        std::printf("%-12s 10000 runs: %.2f s on 1 thread, %.2f s on 2 (x%.2f); %.0f runs/s; "
                    "flattening and 100 runs %.3f s\n",
            qPrintable(recipe->id.value()), one, two, one / two, 10'000 / two, warm);
    }
    return 0;
}
