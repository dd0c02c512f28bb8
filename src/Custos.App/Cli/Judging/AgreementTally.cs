using System.Security.Cryptography;
using System.Text;
using Custos.Policy.Judging;
using Custos.Records;
using Custos.Records.Opinions;
using Custos.Text.Tables;

namespace Custos.App.Cli.Judging;

/// <summary>How does a judge answer where people said yes, and where they said no? Asks it about the labelled rows of a table.</summary>
internal sealed class AgreementTally(Judge judge, Direction direction) : IDisposable
{
    // Enough to keep a server busy, and few enough for the rate limits of small accounts.
    private const int AtOnce = 4;

    private readonly IncrementalHash _rows = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly long[,] _counts = new long[2, 3];

    public long Unlabelled { get; private set; }

    /// <summary>Labelled rows for which the budget did not suffice.</summary>
    public long Unasked { get; private set; }

    public JudgeAgreement Agreement => new(judge.Document.Version, Convert.ToHexStringLower(_rows.GetCurrentHash()), CountsOf(1), CountsOf(0));

    /// <summary>Asks about each row of a table whose first selected column is the text and whose second is the label.</summary>
    /// <exception cref="BadInputException">The model cannot be asked: then nothing is known of its agreement.</exception>
    public async Task AddAsync(Table table, string label, Action<long> progress, CancellationToken cancellationToken)
    {
        var batch = new List<(string Text, int Label)>();
        long done = 0;
        while (table.Read())
        {
            var truth = LabelCell.Read(table, 1, label);
            if (truth < 0) Unlabelled++;
            else batch.Add((table[0].GetString(), truth));
            if (batch.Count == AtOnce) await AskAsync();
        }

        await AskAsync();

        async Task AskAsync()
        {
            var opinions = await Task.WhenAll(batch.Select(row => judge.AskAsync(new JudgedText(Guid.CreateVersion7(), null, direction, row.Text), null, cancellationToken)));
            for (var i = 0; i < opinions.Length; i++) Count(batch[i], opinions[i]);
            progress(done += batch.Count);
            batch.Clear();
        }
    }

    public void Dispose() => _rows.Dispose();

    private void Count((string Text, int Label) row, Opinion opinion)
    {
        if (opinion.Because == NoAnswer.Budget)
        {
            Unasked++;
            return;
        }

        if (JudgeWords.FailureOf(opinion.Because, judge.Document.Model) is var (problem, remedy)) throw new BadInputException(problem, remedy, judge.Document.File);
        _counts[row.Label, (int)opinion.Answer]++;
        _rows.AppendData(Encoding.UTF8.GetBytes($"{row.Label} {row.Text.Length} {row.Text}\n"));
    }

    private AnswerCounts CountsOf(int label) => new(_counts[label, (int)OpinionAnswer.Yes], _counts[label, (int)OpinionAnswer.No], _counts[label, (int)OpinionAnswer.Unknown]);
}
