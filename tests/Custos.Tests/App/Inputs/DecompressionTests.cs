using System.IO.Compression;
using Custos.App.Inputs;

namespace Custos.Tests.App.Inputs;

public sealed class DecompressionTests
{
    // Written by zstd 1.5.4: three lines, with a checksum.
    private static readonly byte[] Zstd = Convert.FromBase64String("KLUv/SQYpQAAYHsieCI6MX0KMjN9CgIAIMXawgWi3ykP");
    private static readonly byte[] ZstdContent = "{\"x\":1}\n{\"x\":2}\n{\"x\":3}\n"u8.ToArray();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100_000)]
    public void Other_bytes_are_as_they_are(int length)
    {
        var bytes = Some(length);

        Same(Read(bytes), bytes, null);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3_000_000)]
    public void Gzip_is_told_by_its_content(int length)
    {
        var bytes = Some(length);

        Same(Read(Gzip(bytes)), bytes, null);
    }

    [Fact]
    public void Members_of_gzip_stand_one_after_another()
    {
        byte[] members = [.. Gzip(Some(70_000)), .. Gzip([]), .. Gzip(Some(10))];

        Same(Read(members), [.. Some(70_000), .. Some(10)], null);
    }

    [Fact]
    public void Gzip_that_is_cut_off_says_so_wherever_it_is_cut_and_keeps_what_came_before()
    {
        var bytes = Some(3_000);
        byte[] members = [.. Gzip(bytes), .. Gzip(bytes)];
        var first = Gzip(bytes).Length;
        for (var length = 3; length < members.Length; length++)
        {
            if (length == first) continue;

            var (read, cause) = Read(members[..length]);

            cause.ShouldBe("The gzip data is cut off, or something that is not gzip follows it.", $"cut to {length}");
            if (!((byte[])[.. bytes, .. bytes]).AsSpan().StartsWith(read)) Assert.Fail($"Cut to {length}, other bytes came out.");
            if (length > first) read.Length.ShouldBeGreaterThanOrEqualTo(bytes.Length);
        }
    }

    [Fact]
    public void Gzip_that_is_damaged_says_so()
    {
        var gzip = Gzip(Some(200_000));
        gzip[^6] ^= 0x55;

        Read(gzip).Cause.ShouldBe("The gzip data is damaged.");
    }

    [Fact]
    public void Bytes_behind_gzip_are_told_of()
    {
        var (read, cause) = Read([.. Gzip(Some(1000)), .. new byte[512]]);

        read.ShouldBe(Some(1000));
        cause.ShouldNotBeNull();
    }

    [ZstdFact]
    public void Zstd_is_told_by_its_content_and_frames_stand_one_after_another()
    {
        Same(Read(Zstd), ZstdContent, null);
        Same(Read([.. Zstd, .. Zstd]), [.. ZstdContent, .. ZstdContent], null);
    }

    [ZstdFact]
    public void A_frame_of_zstd_that_may_be_skipped_is_skipped() =>
        Same(Read([0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 9, 9, .. Zstd]), ZstdContent, null);

    [ZstdFact]
    public void Zstd_that_is_cut_off_says_so_wherever_it_is_cut()
    {
        for (var length = 4; length < Zstd.Length; length++) Read(Zstd[..length]).Cause.ShouldBe("The zstd data is cut off.", $"cut to {length}");
    }

    [ZstdFact]
    public void Zstd_that_is_damaged_says_so()
    {
        var zstd = (byte[])Zstd.Clone();
        zstd[^1] ^= 1;

        Read(zstd).Cause.ShouldBe("The zstd data is damaged.");
    }

    private static void Same((byte[] Bytes, string? Cause) read, byte[] bytes, string? cause)
    {
        read.Cause.ShouldBe(cause);
        read.Bytes.AsSpan().SequenceEqual(bytes).ShouldBeTrue();
    }

    private static (byte[] Bytes, string? Cause) Read(byte[] bytes)
    {
        using var stream = Decompression.Open(new MemoryStream(bytes), "bytes");
        var read = new MemoryStream();
        var buffer = new byte[7919];
        try
        {
            while (stream.Read(buffer) is var count and > 0) read.Write(buffer, 0, count);
            return (read.ToArray(), null);
        }
        catch (InvalidDataException broken)
        {
            return (read.ToArray(), broken.Message);
        }
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest)) gzip.Write(bytes);
        return buffer.ToArray();
    }

    // Letters that compress to about half: cuts fall inside symbols.
    private static byte[] Some(int length)
    {
        var random = new Random(5);
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) bytes[i] = (byte)"etaoinshrdlu\n{}\""[random.Next(16)];
        return bytes;
    }

    private sealed class ZstdFactAttribute : FactAttribute
    {
        public ZstdFactAttribute()
        {
            if (!ZstdLibrary.IsThere) Skip = "This machine has no library of zstd.";
        }
    }
}
