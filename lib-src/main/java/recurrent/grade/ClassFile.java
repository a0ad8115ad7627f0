package recurrent.grade;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Takes methods out of a compiled class, with everything only they use: text and numbers among the constants too. So a
 * student's code can be compiled against the class of an exercise without the tests in it. Format: chapter 4 of the
 * Java Virtual Machine Specification.
 */
final class ClassFile {
    private static final Set<String> KEPT_OF_CODE = Set.of("StackMapTable");
    private static final Set<String> KEPT_OF_MEMBER =
            Set.of("Code", "Exceptions", "Signature", "MethodParameters", "ConstantValue");
    private static final Set<String> KEPT_OF_CLASS =
            Set.of("InnerClasses", "NestHost", "NestMembers", "BootstrapMethods", "Signature");
    /** Opcodes with an index of a constant after them: one byte, or two. */
    private static final int LDC = 18;

    private record Attribute(int name, byte[] data) {}

    private record Member(int access, int name, int descriptor, List<Attribute> attributes) {}

    private final byte[][] constants; // tag and contents; null for index 0 and behind long and double
    private final BitSet used = new BitSet();
    private final byte[] header;
    private final String self;
    private final List<Member> fields;
    private final List<Member> methods;
    private final List<Attribute> attributes;
    private final byte[] version;

    private ClassFile(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        version = in.readNBytes(8);
        constants = new byte[in.readUnsignedShort()][];
        for (int i = 1; i < constants.length; i++) {
            int tag = in.readUnsignedByte();
            if (tag == 1) { // its length is part of the contents
                int length = in.readUnsignedShort();
                constants[i] = ByteBuffer.allocate(3 + length)
                        .put((byte) tag)
                        .putShort((short) length)
                        .put(in.readNBytes(length))
                        .array();
                continue;
            }
            int length =
                    switch (tag) {
                        case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
                        case 5, 6 -> 8;
                        case 7, 8, 16, 19, 20 -> 2;
                        case 15 -> 3;
                        default -> throw new IOException("a constant of kind " + tag);
                    };
            constants[i] = ByteBuffer.allocate(1 + length)
                    .put((byte) tag)
                    .put(in.readNBytes(length))
                    .array();
            i += tag == 5 || tag == 6 ? 1 : 0;
        }
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(in.readNBytes(6));
        int interfaces = in.readUnsignedShort();
        new DataOutputStream(head).writeShort(interfaces);
        head.write(in.readNBytes(2 * interfaces));
        header = head.toByteArray();
        self = className(ByteBuffer.wrap(header).getShort(2) & 0xFFFF);
        fields = members(in);
        methods = members(in);
        attributes = attributes(in);
    }

    /**
     * A class with some of its methods.
     *
     * @param bytes of the class file
     * @param keep  whether a public static method stays, by its name
     * @return another class file with those methods, what they call in the class itself, and its nested types
     * @throws IOException if these bytes are no class
     */
    static byte[] reduce(byte[] bytes, Predicate<String> keep) throws IOException {
        return new ClassFile(bytes).reduced(keep);
    }

    private byte[] reduced(Predicate<String> keep) throws IOException {
        Set<Member> kept = new LinkedHashSet<>();
        Deque<Member> open = new ArrayDeque<>();
        for (Member method : methods) {
            boolean publicStatic = (method.access() & 0x9) == 0x9;
            if (publicStatic && keep.test(utf8(method.name())) && kept.add(method)) {
                open.add(method);
            }
        }
        while (!open.isEmpty()) {
            for (Member called : usedBy(open.remove())) {
                if (kept.add(called)) {
                    open.add(called);
                }
            }
        }
        return write(
                fields.stream().filter(kept::contains).toList(),
                methods.stream().filter(kept::contains).toList());
    }

    /** Fields and methods of this class that a method uses; its constants are marked as used. */
    private List<Member> usedBy(Member member) {
        List<Member> found = new ArrayList<>();
        for (Attribute attribute : member.attributes()) {
            if (utf8(attribute.name()).equals("Code")) {
                ByteBuffer code = ByteBuffer.wrap(attribute.data());
                int length = code.getInt(4);
                for (int at = 8; at < 8 + length; at += size(code, at)) {
                    int opcode = code.get(at) & 0xFF;
                    int index = opcode == LDC
                            ? code.get(at + 1) & 0xFF
                            : opcode == 19
                                            || opcode == 20
                                            || opcode >= 178 && opcode <= 187
                                            || opcode == 189
                                            || opcode == 192
                                            || opcode == 193
                                            || opcode == 197
                                    ? code.getShort(at + 1) & 0xFFFF
                                    : 0;
                    use(index, found);
                }
            } else if (utf8(attribute.name()).equals("ConstantValue")) {
                use(ByteBuffer.wrap(attribute.data()).getShort() & 0xFFFF, found);
            }
        }
        return found;
    }

    private void use(int index, List<Member> found) {
        if (index == 0 || used.get(index)) {
            member(index, found);
            return;
        }
        used.set(index);
        ByteBuffer constant = ByteBuffer.wrap(constants[index]);
        switch (constant.get(0)) {
            case 8, 16 -> use(constant.getShort(1) & 0xFFFF, found);
            case 15 -> use(constant.getShort(2) & 0xFFFF, found);
            case 9, 10, 11 -> member(index, found);
            case 17, 18 -> bootstrap(constant.getShort(1) & 0xFFFF, found);
            default -> {}
        }
    }

    private void member(int index, List<Member> found) {
        if (index == 0 || constants[index][0] < 9 || constants[index][0] > 11) {
            return;
        }
        ByteBuffer reference = ByteBuffer.wrap(constants[index]);
        if (!className(reference.getShort(1) & 0xFFFF).equals(self)) {
            return;
        }
        ByteBuffer nameAndType = ByteBuffer.wrap(constants[reference.getShort(3) & 0xFFFF]);
        String name = utf8(nameAndType.getShort(1) & 0xFFFF);
        String descriptor = utf8(nameAndType.getShort(3) & 0xFFFF);
        boolean field = reference.get(0) == 9;
        for (Member member : field ? fields : methods) {
            if (utf8(member.name()).equals(name) && utf8(member.descriptor()).equals(descriptor)) {
                found.add(member);
            }
        }
        if (field) { // its value is made where all static fields are
            methods.stream().filter(m -> utf8(m.name()).equals("<clinit>")).forEach(found::add);
        }
    }

    private void bootstrap(int number, List<Member> found) {
        for (Attribute attribute : attributes) {
            if (utf8(attribute.name()).equals("BootstrapMethods")) {
                ByteBuffer all = ByteBuffer.wrap(attribute.data());
                int count = all.getShort() & 0xFFFF;
                for (int i = 0; i < count; i++) {
                    int method = all.getShort() & 0xFFFF;
                    int arguments = all.getShort() & 0xFFFF;
                    for (int k = 0; k < arguments; k++) {
                        int argument = all.getShort() & 0xFFFF;
                        if (i == number) {
                            use(argument, found);
                        }
                    }
                    if (i == number) {
                        use(method, found);
                    }
                }
            }
        }
    }

    /** The bytes that an instruction takes, from Table 6.5. */
    private static int size(ByteBuffer code, int at) {
        int opcode = code.get(at) & 0xFF;
        int padded = 8 + (at - 8) / 4 * 4 + 4; // operands of switches begin at a multiple of four
        return switch (opcode) {
            case 170 -> padded + 12 + 4 * (code.getInt(padded + 8) - code.getInt(padded + 4) + 1) - at;
            case 171 -> padded + 8 + 8 * code.getInt(padded + 4) - at;
            case 196 -> (code.get(at + 1) & 0xFF) == 132 ? 6 : 4;
            case 185, 186, 200, 201 -> 5;
            case 197 -> 4;
            case 16, 18, 21, 22, 23, 24, 25, 54, 55, 56, 57, 58, 169, 188 -> 2;
            case 17, 19, 20, 132, 187, 189, 192, 193, 198, 199 -> 3;
            default -> opcode >= 153 && opcode <= 168 || opcode >= 178 && opcode <= 184 ? 3 : 1;
        };
    }

    private byte[] write(List<Member> keptFields, List<Member> keptMethods) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.write(header);
        members(out, keptFields);
        members(out, keptMethods);
        attributes(out, attributes, KEPT_OF_CLASS);
        for (int i = 1; i < constants.length; i++) {
            nameUses(i);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        DataOutputStream file = new DataOutputStream(all);
        file.write(version);
        file.writeShort(constants.length);
        for (int i = 1; i < constants.length; i++) {
            if (constants[i] != null) {
                file.write(used.get(i) ? constants[i] : blank(constants[i]));
            }
        }
        body.writeTo(file);
        return all.toByteArray();
    }

    /** Names of classes and members stay: they are no secret, and frames and other names refer to them. */
    private void nameUses(int index) {
        if (constants[index] == null) {
            return;
        }
        ByteBuffer constant = ByteBuffer.wrap(constants[index]);
        switch (constant.get(0)) {
            case 7, 16, 19, 20 -> used.set(constant.getShort(1) & 0xFFFF);
            case 12 -> {
                used.set(constant.getShort(1) & 0xFFFF);
                used.set(constant.getShort(3) & 0xFFFF);
            }
            default -> {}
        }
    }

    private static byte[] blank(byte[] constant) {
        return switch (constant[0]) {
            case 1 -> new byte[] {1, 0, 0};
            case 3, 4, 5, 6 -> {
                byte[] zero = new byte[constant.length];
                zero[0] = constant[0];
                yield zero;
            }
            default -> constant;
        };
    }

    private void members(DataOutputStream out, List<Member> members) throws IOException {
        out.writeShort(members.size());
        for (Member member : members) {
            out.writeShort(member.access());
            out.writeShort(member.name());
            out.writeShort(member.descriptor());
            used.set(member.name());
            used.set(member.descriptor());
            attributes(out, member.attributes(), KEPT_OF_MEMBER);
        }
    }

    private void attributes(DataOutputStream out, List<Attribute> all, Set<String> names) throws IOException {
        List<Attribute> kept =
                all.stream().filter(a -> names.contains(utf8(a.name()))).toList();
        out.writeShort(kept.size());
        for (Attribute attribute : kept) {
            used.set(attribute.name());
            String name = utf8(attribute.name());
            byte[] data = name.equals("Code") ? code(attribute.data()) : attribute.data();
            if (name.equals("Signature")) {
                used.set(ByteBuffer.wrap(data).getShort() & 0xFFFF);
            } else if (name.equals("MethodParameters")) {
                for (int i = 1; i + 3 < data.length; i += 4) {
                    used.set(ByteBuffer.wrap(data).getShort(i) & 0xFFFF);
                }
            } else if (name.equals("InnerClasses")) {
                for (int i = 2; i + 7 < data.length; i += 8) {
                    used.set(ByteBuffer.wrap(data).getShort(i + 4) & 0xFFFF);
                }
            }
            out.writeShort(attribute.name());
            out.writeInt(data.length);
            out.write(data);
        }
    }

    /** Code without line numbers and names of variables. */
    private byte[] code(byte[] data) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(data));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(in.readNBytes(4));
        int length = in.readInt();
        out.writeInt(length);
        out.write(in.readNBytes(length));
        int handlers = in.readUnsignedShort();
        out.writeShort(handlers);
        out.write(in.readNBytes(8 * handlers));
        attributes(out, attributes(in), KEPT_OF_CODE);
        return bytes.toByteArray();
    }

    private static List<Member> members(DataInputStream in) throws IOException {
        List<Member> members = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            members.add(
                    new Member(in.readUnsignedShort(), in.readUnsignedShort(), in.readUnsignedShort(), attributes(in)));
        }
        return members;
    }

    private static List<Attribute> attributes(DataInputStream in) throws IOException {
        List<Attribute> attributes = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            int name = in.readUnsignedShort();
            attributes.add(new Attribute(name, in.readNBytes(in.readInt())));
        }
        return attributes;
    }

    /** The UTF-8 of a constant; good enough for names. */
    private String utf8(int index) {
        return new String(constants[index], 3, constants[index].length - 3, StandardCharsets.UTF_8);
    }

    private String className(int index) {
        return utf8(ByteBuffer.wrap(constants[index]).getShort(1) & 0xFFFF);
    }
}
