// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A Modbus server by libmodbus, for the tests: a third-party end that knows nothing of our code.
//   modbuspeer tcp              prints "ready PORT"
//   modbuspeer rtu DEVICE UNIT  prints "ready 0"
// Input register i holds i * 3 + 1 (0 and 1: 37.25 as a float, high word first); coil 3 is on.
// Holding register 90 ignores writes and keeps 5. 200 of each table.
#include <modbus.h>

#include <arpa/inet.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

modbus_mapping_t *makeMapping()
{
    modbus_mapping_t *mapping = modbus_mapping_new(200, 200, 200, 200);
    if (!mapping)
        return nullptr;
    for (int i = 0; i < 200; ++i)
        mapping->tab_input_registers[i] = static_cast<uint16_t>(i * 3 + 1);
    // By hand: modbus_set_float_abcd() of libmodbus 3.1.6 swaps the bytes of each word.
    mapping->tab_input_registers[0] = 0x4215;
    mapping->tab_input_registers[1] = 0;
    mapping->tab_bits[3] = 1;
    mapping->tab_input_bits[5] = 1;
    mapping->tab_registers[90] = 5;
    return mapping;
}

/// Answers until the connection ends.
void serve(modbus_t *context, modbus_mapping_t *mapping)
{
    uint8_t query[MODBUS_MAX_ADU_LENGTH];
    for (;;) {
        const int size = modbus_receive(context, query);
        if (size < 0)
            return;
        if (size > 0)
            modbus_reply(context, query, size, mapping);
        mapping->tab_registers[90] = 5;
    }
}

} // namespace

int main(int argc, char **argv)
{
    modbus_mapping_t *mapping = makeMapping();
    if (!mapping || argc < 2)
        return 2;
    if (std::strcmp(argv[1], "tcp") == 0) {
        modbus_t *context = modbus_new_tcp("127.0.0.1", 0);
        int listener = modbus_tcp_listen(context, 1);
        if (listener < 0)
            return 3;
        sockaddr_in address {};
        socklen_t length = sizeof address;
        getsockname(listener, reinterpret_cast<sockaddr *>(&address), &length);
        std::printf("ready %d\n", ntohs(address.sin_port));
        std::fflush(stdout);
        while (modbus_tcp_accept(context, &listener) >= 0) {
            serve(context, mapping);
            modbus_close(context);
        }
        return 0;
    }
    if (argc < 4)
        return 2;
    modbus_t *context = modbus_new_rtu(argv[2], 115200, 'N', 8, 1);
    modbus_set_slave(context, std::atoi(argv[3]));
    if (modbus_connect(context) < 0)
        return 3;
    std::printf("ready 0\n");
    std::fflush(stdout);
    for (;;)
        serve(context, mapping);
}
