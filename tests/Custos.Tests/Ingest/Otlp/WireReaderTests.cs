using Custos.Ingest;
using Custos.Ingest.Otlp;

namespace Custos.Tests.Ingest.Otlp;

public sealed class WireReaderTests
{
    [Theory]
    [InlineData(new byte[] { 0x0A }, 1, "ends too early")]
    [InlineData(new byte[] { 0x80 }, 0, "ends too early")]
    [InlineData(new byte[] { 0x0A, 5, 1 }, 1, "beyond the end")]
    [InlineData(new byte[] { 0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 }, 1, "beyond the end")]
    [InlineData(new byte[] { 0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02 }, 1, "longer than 64 bits")]
    [InlineData(new byte[] { 0x0A, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00 }, 1, "longer than 64 bits")]
    [InlineData(new byte[] { 0x02, 0 }, 0, "no field of this number")]
    [InlineData(new byte[] { 0x0B, 0x0C }, 0, "wire type")]
    [InlineData(new byte[] { 0x0E, 1 }, 0, "wire type")]
    [InlineData(new byte[] { 0x08, 1 }, 0, "not of its type")]
    [InlineData(new byte[] { 0x0D, 1, 2, 3, 4 }, 0, "not of its type")]
    [InlineData(new byte[] { 0x79, 1, 2, 3 }, 1, "ends too early")]
    [InlineData(new byte[] { 0x0A, 2, 0x12, 5 }, 3, "beyond the end")]
    public void What_no_writer_writes_is_malformed_at_its_byte(byte[] request, long position, string problem)
    {
        var malformed = Should.Throw<MalformedRequestException>(() => OtlpRequest.Read(OtlpSignal.Traces, OtlpEncoding.Protobuf, request));

        malformed.Position.ShouldBe(position);
        malformed.Problem.ShouldContain(problem);
        malformed.Message.ShouldStartWith($"Byte {position}: ");
    }

    [Fact]
    public void Fields_that_nobody_asks_for_are_passed_over()
    {
        byte[] unknown = [.. Wire.Number(99, ulong.MaxValue), .. Wire.Fixed64(98, 1), .. Wire.Fixed32(97, 1), .. Wire.Text(536_870_911, "x")];

        OtlpRequest.Read(OtlpSignal.Traces, OtlpEncoding.Protobuf, [.. unknown, .. Wire.Message(1, unknown, Wire.Message(2, unknown)), .. unknown]).Received.ShouldBe(0);
    }

    [Fact]
    public void A_number_in_more_bytes_than_it_needs_is_that_number()
    {
        // Writers that fill in lengths later write them so.
        OtlpRequest.Read(OtlpSignal.Traces, OtlpEncoding.Protobuf, [0x0A, 0x80, 0x80, 0x80, 0x00]).Received.ShouldBe(0);
    }

    [Fact]
    public void Packed_numbers_must_be_whole()
    {
        var point = Wire.Message(1, Wire.Message(6, new byte[12]));
        var request = Wire.Message(1, Wire.Message(2, Wire.Message(2, Wire.Text(1, "m"), Wire.Message(9, point))));

        Should.Throw<MalformedRequestException>(() => OtlpRequest.Read(OtlpSignal.Metrics, OtlpEncoding.Protobuf, request)).Problem.ShouldContain("Packed");
    }
}
