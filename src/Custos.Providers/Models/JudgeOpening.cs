using Custos.Policy.Judging;
using Custos.Records;
using Custos.Records.Opinions;

namespace Custos.Providers.Models;

/// <summary>Who asks in a judge's name? The judge of a file together with the model that it chose.</summary>
public static class JudgeOpening
{
    /// <param name="judge">Read from a file.</param>
    /// <param name="time">For times of records.</param>
    /// <param name="tell">Is told every opinion.</param>
    /// <param name="spending">What was spent today in its name; nothing unless said.</param>
    /// <exception cref="BadInputException">The model's key or recordings are not there.</exception>
    public static Judge Open(JudgeDocument judge, TimeProvider time, Action<Opinion>? tell = null, JudgeSpending? spending = null) =>
        new(judge, new ChatModel(ModelClients.Open(judge.Model, judge.Folder), judge.Model), time, tell, spending);

    /// <summary>Likewise, with answers that are replayed from a folder, or recorded into it.</summary>
    /// <param name="judge">Read from a file.</param>
    /// <param name="folder">Where the answers lie.</param>
    /// <param name="records">Ask the model where there is no answer, and keep what it says; else fail there.</param>
    /// <param name="time">For times of records.</param>
    public static Judge OpenRecorded(JudgeDocument judge, string folder, bool records, TimeProvider time) =>
        new(judge, new ChatModel(new RecordedChatClient(folder, records ? ModelClients.Open(judge.Model, judge.Folder) : null), judge.Model), time);
}
