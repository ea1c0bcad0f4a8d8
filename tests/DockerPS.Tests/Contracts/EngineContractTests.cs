using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using DockerPS.Engine.Http;

namespace DockerPS.Tests.Contracts;

public sealed class EngineContractTests
{
    private static readonly Assembly s_engine = typeof(DockerClient).Assembly;

    private static readonly JsonSerializerContext[] s_contexts =
    [
        .. s_engine.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(JsonSerializerContext)))
            .Select(t => (JsonSerializerContext)t.GetProperty("Default", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!),
    ];

    [Fact]
    public void The_engine_client_knows_no_PowerShell() =>
        Assert.DoesNotContain("System.Management.Automation", s_engine.GetReferencedAssemblies().Select(a => a.Name));

    [Fact]
    public void Every_wire_type_is_in_a_JSON_context()
    {
        Type[] wire = [.. s_engine.GetTypes().Where(t => t is { Namespace: "DockerPS.Engine.Api.Wire", IsClass: true, IsAbstract: false, IsNested: false }).Concat(AskedFor())];
        Assert.NotEmpty(AskedFor());
        Assert.All(wire, t => Assert.True(s_contexts.Any(c => c.GetTypeInfo(t) is not null), $"{t} is in no JSON context."));
    }

    /// <summary>The types for which the code asks for JSON metadata, as in <c>EngineJson.Of&lt;T&gt;()</c>.</summary>
    private static IEnumerable<Type> AskedFor()
    {
        const int MethodSpecTable = 0x2B000000;
        for (int row = 1; ; row++)
        {
            MethodBase? method;
            try
            {
                method = s_engine.ManifestModule.ResolveMethod(MethodSpecTable | row);
            }
            catch (ArgumentOutOfRangeException)
            {
                yield break;
            }
            catch (Exception e) when (e is ArgumentException or BadImageFormatException)
            {
                // Its argument is a type parameter of the caller, whose own callers name the type.
                continue;
            }
            if (method is MethodInfo { ReturnType: { IsGenericType: true } result } && result.GetGenericTypeDefinition() == typeof(JsonTypeInfo<>) && method.DeclaringType!.Assembly == s_engine)
                yield return result.GetGenericArguments()[0];
        }
    }
}
