using System.Management.Automation;
using DockerPS.Engine.Requests.Services;

namespace DockerPS.Hosting;

/// <summary>The words of a program: a single text is split into them as docker does, a list is taken word by word.</summary>
/// <param name="parameter">The parameter, for messages.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CommandLineTransformationAttribute(string parameter) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (Bare.Of(inputData) is not string line)
        {
            return inputData;
        }

        try
        {
            return ShellWords.Split(parameter, line).ToArray();
        }
        catch (InvalidRequestException wrong)
        {
            throw new ArgumentTransformationMetadataException(wrong.Message, wrong);
        }
    }
}
