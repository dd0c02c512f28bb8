using System.Text;
using Custos.Records;
using Custos.Store.Journal;

namespace Custos.Tests.Store.Journal;

public sealed class JournalRecoveryTests : IDisposable
{
    private const string Directory = "journal";

    private readonly TemporaryDirectory _folder = new();
    private readonly byte[] _whole;
    private readonly List<Frame> _frames;
    private readonly string _path;

    public JournalRecoveryTests()
    {
        var journal = _folder.File(Directory);
        using (var writer = new JournalWriter(JournalWriterTests.Options(journal), nextSequence: 1, journalBytes: 0))
        {
            foreach (var text in (string[])["first", "", "third, with a forged frame FRM1 in it", "fourth"]) _ = writer.Append(Encoding.UTF8.GetBytes(text), 1);
        }

        _path = System.IO.Directory.GetFiles(journal).ShouldHaveSingleItem();
        _whole = File.ReadAllBytes(_path);
        _frames = Frames(_path);
        _frames.Select(frame => frame.Sequence).ShouldBe([1, 2, 3, 4]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_tail_torn_at_any_byte_is_cut_off_and_everything_before_it_kept()
    {
        for (var length = 0; length <= _whole.Length; length++)
        {
            File.WriteAllBytes(_path, _whole[..length]);
            var kept = _frames.Where(frame => frame.End <= length).ToList();
            var end = kept.Count > 0 ? kept[^1].End : length >= Segment.HeaderBytes ? Segment.HeaderBytes : 0;

            var recovery = JournalRecovery.Run(_folder.File(Directory), storedSequence: 0);

            recovery.ShouldBe(new JournalRecovery(kept.Count, end, _whole.AsSpan((int)end, length - (int)end).LastIndexOfAnyExcept((byte)0) + 1, 0));
            if (end > 0) new FileInfo(_path).Length.ShouldBe(end);
            else File.Exists(_path).ShouldBeFalse();
        }
    }

    [Fact]
    public void Zeros_at_the_end_were_written_ahead_and_are_cut_off_uncounted()
    {
        File.WriteAllBytes(_path, [.. _whole, .. new byte[200_000]]);

        JournalRecovery.Run(_folder.File(Directory), storedSequence: 0).ShouldBe(new JournalRecovery(4, _whole.Length, 0, 0));

        File.ReadAllBytes(_path).ShouldBe(_whole);
    }

    [Fact]
    public void A_tail_of_noise_is_cut_off()
    {
        foreach (var tail in (byte[][])[[.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 31))], [.. _whole[Segment.HeaderBytes..^1]]])
        {
            File.WriteAllBytes(_path, [.. _whole, .. tail]);

            JournalRecovery.Run(_folder.File(Directory), storedSequence: 0).ShouldBe(new JournalRecovery(4, _whole.Length, tail.Length, 0));
        }
    }

    [Fact]
    public void A_flipped_bit_costs_its_own_frame_and_no_other()
    {
        for (var place = Segment.HeaderBytes; place < _whole.Length; place++)
        {
            var damaged = (byte[])_whole.Clone();
            damaged[place] ^= 1;
            File.WriteAllBytes(_path, damaged);

            var found = Frames(_path).Select(frame => frame.Sequence);

            found.ShouldBe(_frames.Where(frame => place < frame.Offset || place >= frame.End).Select(frame => frame.Sequence), $"flipped at {place}");
        }
    }

    [Fact]
    public void Damage_before_whole_frames_is_counted_and_not_cut()
    {
        var damaged = (byte[])_whole.Clone();
        damaged[_frames[1].Offset + 8] ^= 0x80;
        File.WriteAllBytes(_path, damaged);

        JournalRecovery.Run(_folder.File(Directory), storedSequence: 0).ShouldBe(new JournalRecovery(4, _whole.Length, 0, 1));
    }

    [Fact]
    public void A_frame_that_a_text_brings_along_is_not_taken_for_one()
    {
        // The same bytes as a real frame of another segment: its seed is another, so the checksum does not fit here.
        var forged = _folder.File("forged");
        using (var writer = new JournalWriter(JournalWriterTests.Options(forged), nextSequence: 3, journalBytes: 0)) _ = writer.Append("evil"u8, 1);
        var evil = File.ReadAllBytes(System.IO.Directory.GetFiles(forged)[0])[Segment.HeaderBytes..];
        var other = _folder.File("other");
        using (var writer = new JournalWriter(JournalWriterTests.Options(other), nextSequence: 1, journalBytes: 0))
        {
            _ = writer.Append(evil, 1);
            _ = writer.Append("last"u8, 1);
        }

        var path = System.IO.Directory.GetFiles(other)[0];
        var bytes = File.ReadAllBytes(path);
        bytes[Segment.HeaderBytes + 8] ^= 1;
        File.WriteAllBytes(path, bytes);

        Frames(path).Select(frame => frame.Sequence).ShouldBe([2]);
    }

    [Fact]
    public void A_segment_of_a_newer_program_is_refused()
    {
        var newer = (byte[])_whole.Clone();
        BitConverter.TryWriteBytes(newer.AsSpan(8), Segment.Version + 1);
        BitConverter.TryWriteBytes(newer.AsSpan(28), Frame.Crc(newer.AsSpan(0, 28), 0));
        File.WriteAllBytes(_path, newer);

        Should.Throw<BadInputException>(() => JournalRecovery.Run(_folder.File(Directory), storedSequence: 0)).Message.ShouldContain("newer Custos");
    }

    [Fact]
    public void A_segment_with_a_damaged_header_is_not_deleted()
    {
        var damaged = (byte[])_whole.Clone();
        damaged[13] ^= 1;
        File.WriteAllBytes(_path, damaged);

        Should.Throw<BadInputException>(() => JournalRecovery.Run(_folder.File(Directory), storedSequence: 0)).Message.ShouldContain("header");
        File.ReadAllBytes(_path).ShouldBe(damaged);
    }

    private static List<Frame> Frames(string path)
    {
        using var reader = new SegmentReader(new Segment(path, 1));
        var frames = new List<Frame>();
        while (reader.Next(out _) is { } frame) frames.Add(frame);
        return frames;
    }
}
