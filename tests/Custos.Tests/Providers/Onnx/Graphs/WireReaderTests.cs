using Custos.Providers.Onnx.Graphs;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Providers.Onnx.Graphs;

public sealed class WireReaderTests
{
    [Fact]
    public void What_was_written_is_read_again()
    {
        var bytes = new WireWriter().Integer(1, 300).Text(2, "a").Float(3, 1.5f).Integer(4, -1).Written.ToArray();

        var reader = new WireReader(bytes);

        reader.Read().ShouldBeTrue();
        (reader.Field, reader.Number).ShouldBe((1, 300UL));
        reader.Read().ShouldBeTrue();
        reader.Field.ShouldBe(2);
        reader.Bytes.ToArray().ShouldBe("a"u8.ToArray());
        reader.Read().ShouldBeTrue();
        reader.Field.ShouldBe(3);
        reader.Read().ShouldBeTrue();
        (reader.Field, reader.Number).ShouldBe((4, ulong.MaxValue));
        reader.Read().ShouldBeFalse();
    }

    [Fact]
    public void The_bytes_are_those_of_the_encoding_guide() =>
        // Source: Protocol Buffers, "Encoding": a field 1 of 150 is 08 96 01, a field 2 of "testing" is 12 07 74 65 73 74 69 6e 67.
        new WireWriter().Integer(1, 150).Text(2, "testing").Written.ToArray().ShouldBe(Convert.FromHexString("089601120774657374696e67"));

    [Fact]
    public void Any_bytes_end_the_reading_and_nothing_else() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            var reader = new WireReader(bytes);
            var fields = 0;
            while (reader.Read()) fields++;
            return fields <= bytes.Length;
        }).QuickCheckThrowOnFailure();
}
